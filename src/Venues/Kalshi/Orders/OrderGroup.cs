using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>Orders with a common limit of fills.</summary>
/// <param name="Limit">Contracts that may be filled within 15 s; null where the venue does not say.</param>
/// <param name="IsArmed">The venue cancels its orders when the limit is passed; false once that has happened.</param>
/// <param name="OrderIds">Orders that rest in it; null in listings.</param>
public sealed record OrderGroup(string Id, Quantity? Limit, bool IsArmed, IReadOnlyList<string>? OrderIds);

using Kalshi.Trading;

namespace Kalshi.Grains;

/// <summary>What an account holds after a booking.</summary>
/// <param name="Version">Fills and settlements booked so far.</param>
/// <param name="RealizedPnl">Since the account's start, fees included.</param>
/// <param name="OrderId">The order whose fill was booked; null for a settlement.</param>
/// <param name="Filled">Contracts of that fill.</param>
[GenerateSerializer, Immutable, Alias("kalshi.account_exposure")]
public sealed record AccountExposure(
    [property: Id(0)] long Version,
    [property: Id(1)] IReadOnlyList<PositionView> Open,
    [property: Id(2)] Money RealizedPnl,
    [property: Id(3)] string? OrderId,
    [property: Id(4)] Quantity Filled);

using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>All resting bids of one side at one price.</summary>
/// <param name="Size">Positive.</param>
public readonly record struct BookLevel(Price Price, Quantity Size);

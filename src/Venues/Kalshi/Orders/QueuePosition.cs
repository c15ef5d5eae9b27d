using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>Place of a resting order in its queue.</summary>
/// <param name="Ahead">Contracts that are filled before it.</param>
public sealed record QueuePosition(string OrderId, MarketTicker Ticker, Quantity Ahead);

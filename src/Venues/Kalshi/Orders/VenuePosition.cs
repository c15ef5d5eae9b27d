using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>A position as the venue counts it.</summary>
/// <param name="Position">Positive for YES, negative for NO contracts.</param>
/// <param name="Exposure">Cost of the position, dollars.</param>
/// <param name="RealizedPnl">Locked-in profit or loss, dollars.</param>
/// <param name="FeesPaid">Dollars.</param>
public sealed record VenuePosition(MarketTicker Ticker, Quantity Position, decimal Exposure, decimal RealizedPnl, decimal FeesPaid);

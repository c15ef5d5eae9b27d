using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>A trade of the public tape.</summary>
/// <param name="YesPrice">The NO price is its complement.</param>
/// <param name="Taker">The outcome that the taker is now positioned for.</param>
/// <param name="CreatedMs">Unix milliseconds; the venue gives microseconds, which are cut.</param>
public sealed record PublicTrade(string TradeId, MarketTicker Ticker, Price YesPrice, Quantity Count, Side Taker, long CreatedMs)
{
    /// <summary>Unix seconds.</summary>
    public long CreatedTs => CreatedMs / 1000;
}

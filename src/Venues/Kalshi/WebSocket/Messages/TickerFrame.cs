using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>Top of book and totals of a market, from a throttled channel without sequence. An empty side reads bid 0 or ask 1,
/// with size 0.</summary>
/// <param name="LastPrice">YES price of the last trade.</param>
/// <param name="Volume">Contracts traded so far.</param>
/// <param name="DollarVolume">Whole dollars traded so far.</param>
/// <param name="TsMs">When the venue changed it, Unix milliseconds.</param>
public sealed record TickerFrame(
    string Session,
    long ReceivedAtMs,
    int Sid,
    MarketTicker Ticker,
    Price LastPrice,
    Price YesBid,
    Price YesAsk,
    Quantity? YesBidSize,
    Quantity? YesAskSize,
    Quantity? LastTradeSize,
    Quantity Volume,
    Quantity OpenInterest,
    long? DollarVolume,
    long? DollarOpenInterest,
    long TsMs) : FeedMessage(Session, ReceivedAtMs);

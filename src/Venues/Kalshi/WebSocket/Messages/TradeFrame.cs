using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>A public trade.</summary>
/// <param name="Sequence">Position in the subscription; null where the venue does not number this channel.</param>
/// <param name="YesPrice">The NO price is its complement; frames where it is not are malformed.</param>
/// <param name="Taker">The outcome that the taker is now positioned for.</param>
/// <param name="IsBlockTrade">Matched off the book.</param>
/// <param name="TsMs">Unix milliseconds.</param>
public sealed record TradeFrame(
    string Session,
    long ReceivedAtMs,
    int Sid,
    long? Sequence,
    string TradeId,
    MarketTicker Ticker,
    Price YesPrice,
    Quantity Count,
    Side Taker,
    bool IsBlockTrade,
    long TsMs) : FeedMessage(Session, ReceivedAtMs);

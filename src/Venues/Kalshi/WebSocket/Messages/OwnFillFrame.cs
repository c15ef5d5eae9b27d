using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>An order of the key's own traded. News, not evidence: what is booked is asked for over REST.</summary>
/// <param name="ClientOrderId">Null where the venue does not say.</param>
/// <param name="Outcome">The outcome that it positioned for.</param>
/// <param name="YesPrice">Price of the YES leg.</param>
/// <param name="PositionAfter">Positive for YES, negative for NO contracts.</param>
/// <param name="TsMs">Unix milliseconds.</param>
public sealed record OwnFillFrame(
    string Session,
    long ReceivedAtMs,
    int Sid,
    string TradeId,
    string OrderId,
    string? ClientOrderId,
    MarketTicker Ticker,
    Side Outcome,
    Price YesPrice,
    Quantity Count,
    MicroDollars Fee,
    bool IsTaker,
    Quantity PositionAfter,
    long TsMs) : FeedMessage(Session, ReceivedAtMs);

using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>A well-formed change of a book that is not continuous: nothing to apply it to. The next snapshot contains it.</summary>
/// <param name="Reason">What the book lacks.</param>
public sealed record RefusedDeltaFrame(
    string Session,
    long ReceivedAtMs,
    int Sid,
    long Sequence,
    MarketTicker Ticker,
    Side Side,
    Price Price,
    Quantity Change,
    string Reason) : FeedMessage(Session, ReceivedAtMs);

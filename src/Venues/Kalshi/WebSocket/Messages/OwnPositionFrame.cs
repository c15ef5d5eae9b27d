using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>A position of the key's own changed: by a trade, a settlement or the venue's own doing.</summary>
/// <param name="Position">Positive for YES, negative for NO contracts.</param>
/// <param name="Volume">Contracts traded so far.</param>
public sealed record OwnPositionFrame(
    string Session,
    long ReceivedAtMs,
    int Sid,
    MarketTicker Ticker,
    Quantity Position,
    MicroDollars Cost,
    MicroDollars RealizedPnl,
    MicroDollars FeesPaid,
    Quantity Volume) : FeedMessage(Session, ReceivedAtMs);

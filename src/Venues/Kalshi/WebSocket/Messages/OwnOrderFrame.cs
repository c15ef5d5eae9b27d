using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>An order of the key's own was created, filled, changed or cancelled. News, not evidence: how it stands is asked for over
/// REST.</summary>
/// <param name="Status">resting, canceled, executed, or a newer word.</param>
/// <param name="YesPrice">Limit of the YES leg.</param>
public sealed record OwnOrderFrame(
    string Session,
    long ReceivedAtMs,
    int Sid,
    string OrderId,
    string ClientOrderId,
    MarketTicker Ticker,
    string Status,
    Price YesPrice,
    Quantity Filled,
    Quantity Remaining,
    Quantity Initial,
    string? OrderGroupId) : FeedMessage(Session, ReceivedAtMs);

namespace Kalshi.Venues;

enum FrameKind
{
    Unknown,
    Snapshot,
    Delta,
    Ticker,
    Trade,
    Lifecycle,
    EventLifecycle,
    EventFeeUpdate,
    Fill,
    Order,
    Position,
    Group,
    Subscribed,
    Unsubscribed,
    Ok,
    Error,
}

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
    Subscribed,
    Unsubscribed,
    Ok,
    Error,
}

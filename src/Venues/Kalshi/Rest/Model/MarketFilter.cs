namespace Kalshi.Venues;

/// <summary>The venue's filter words. They differ from the statuses in its answers: <see cref="Open"/> finds markets that are
/// <c>active</c>.</summary>
public enum MarketFilter
{
    Unopened,
    Open,
    Paused,
    Closed,
    Settled,
}

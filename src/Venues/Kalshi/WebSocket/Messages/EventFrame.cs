namespace Kalshi.Venues;

/// <summary>News of an event (a group of markets) on the lifecycle channel.</summary>
/// <param name="Type"><c>event_lifecycle</c> when it was created, <c>event_fee_update</c> when its fees changed.</param>
/// <param name="FeeType">Override of the series' fee type; null when there is none (any more).</param>
/// <param name="FeeMultiplier">Override of the series' fee multiplier; null when there is none (any more).</param>
public sealed record EventFrame(
    string Session,
    long ReceivedAtMs,
    int Sid,
    long? Sequence,
    string Type,
    string EventTicker,
    string? FeeType,
    double? FeeMultiplier) : FeedMessage(Session, ReceivedAtMs);

namespace Kalshi.Venues;

/// <summary>A sign of life, one a second.</summary>
/// <param name="Counter">Heartbeats so far on Advanced Trade, the last trade's id on Exchange.</param>
/// <param name="TsMs">Venue time, Unix milliseconds.</param>
public sealed record SpotHeartbeatFrame(string Session, long ReceivedAtMs, long? Sequence, long Counter, long TsMs) : SpotMessage(Session, ReceivedAtMs);

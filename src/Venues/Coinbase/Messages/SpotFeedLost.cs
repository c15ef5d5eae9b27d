namespace Kalshi.Venues;

/// <summary>The connection ended: there is no price until the next <see cref="SpotTickFrame"/>.</summary>
public sealed record SpotFeedLost(string Session, long ReceivedAtMs, string Reason) : SpotMessage(Session, ReceivedAtMs);

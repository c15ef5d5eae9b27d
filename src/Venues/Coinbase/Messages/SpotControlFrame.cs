namespace Kalshi.Venues;

/// <summary>The venue's answer to a subscription, or an error.</summary>
/// <param name="IsError">The venue refuses something; the feed connects again.</param>
/// <param name="Text">The subscriptions that now hold, or the venue's words.</param>
public sealed record SpotControlFrame(string Session, long ReceivedAtMs, long? Sequence, bool IsError, string Text) : SpotMessage(Session, ReceivedAtMs);

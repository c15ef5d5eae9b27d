namespace Kalshi.Venues;

/// <summary>Messages are missing, or came twice. Ticks are whole prices, so the next one is good again; what lies between is not
/// known. Comes before the message that revealed it.</summary>
/// <param name="Expected">Message number on Advanced Trade, trade id on Exchange's matches.</param>
public sealed record SpotSequenceGap(string Session, long ReceivedAtMs, long Expected, long Received) : SpotMessage(Session, ReceivedAtMs);

namespace Kalshi.Venues;

/// <summary>A message that is not what the venue's documentation promises; none of its ticks are used.</summary>
/// <param name="Reason">The field, its value and what is wrong with it.</param>
/// <param name="Raw">The message's bytes, at most the first <see cref="MalformedFrame.RawMax"/>.</param>
/// <param name="Length">The whole message's length in bytes.</param>
public sealed record SpotMalformedFrame(
    string Session, long ReceivedAtMs, long? Sequence, string Reason, ReadOnlyMemory<byte> Raw, int Length) : SpotMessage(Session, ReceivedAtMs);

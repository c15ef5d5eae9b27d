namespace Kalshi.Venues;

/// <summary>A frame that is not what the venue's specification promises. On a numbered channel a
/// <see cref="ContinuityLost"/> goes with it, because what it said is unknown.</summary>
/// <param name="Type">The frame's type as far as it could be read.</param>
/// <param name="Reason">The field, its value and what is wrong with it.</param>
/// <param name="Raw">The frame's bytes, at most the first <see cref="RawMax"/>.</param>
/// <param name="Length">The whole frame's length in bytes.</param>
public sealed record MalformedFrame(
    string Session,
    long ReceivedAtMs,
    int? Sid,
    long? Sequence,
    string? Type,
    string Reason,
    ReadOnlyMemory<byte> Raw,
    int Length) : FeedMessage(Session, ReceivedAtMs)
{
    /// <summary>Bytes kept for the dead letter.</summary>
    public const int RawMax = 16 * 1024;
}

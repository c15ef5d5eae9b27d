namespace Kalshi.Venues;

/// <summary>Reads single frames without a session: for recordings, dead letters and tools. It knows nothing of sequences, so
/// <see cref="BookDeltaFrame.PreviousSequence"/> is 0 and no loss is reported.</summary>
public static class KalshiFrames
{
    /// <param name="frame">One whole WebSocket message, UTF-8.</param>
    /// <returns>One message; a <see cref="MalformedFrame"/> rather than an exception.</returns>
    public static FeedMessage Read(ReadOnlySpan<byte> frame, string session, long receivedAtMs) =>
        new KalshiFrameReader(new MarketTable()).Read(frame, session, receivedAtMs);
}

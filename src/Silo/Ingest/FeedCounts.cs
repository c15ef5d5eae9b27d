namespace Kalshi.Silo.Ingest;

/// <summary>A feed's account at one moment.</summary>
/// <param name="FramesRead">All frames, control frames included.</param>
/// <param name="Published">Events that the bus stored.</param>
/// <param name="Duplicates">Frames whose event the bus held already.</param>
/// <param name="DeadLetters">Frames rejected with a reason.</param>
/// <param name="Unpublished">Frames that the bus did not take within the bounded retries.</param>
sealed record FeedCounts(
    string Name,
    string State,
    string? Session,
    long FramesRead,
    long ControlFrames,
    long Published,
    long Duplicates,
    long DeadLetters,
    long Unpublished,
    long Gaps,
    double? LastFrameAgeSeconds)
{
    public long DataFrames => FramesRead - ControlFrames;

    /// <summary>Frames whose end is still open.</summary>
    public long InFlight => DataFrames - Published - Duplicates - DeadLetters - Unpublished;

    public bool Balanced => InFlight == 0 && Unpublished == 0;
}

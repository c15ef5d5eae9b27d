namespace Kalshi.Grains.State;

/// <summary>How hot grains keep their checkpoints.</summary>
public sealed record HotStateOptions
{
    /// <summary>Time between two checkpoints of a grain that has changed; what came later is replayed from the record after
    /// a crash (default: 10 s).</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Spot history that is kept, in seconds; at least the volatility's look-back (default: 2 h).</summary>
    public int SpotHistorySeconds { get; init; } = 7200;
}

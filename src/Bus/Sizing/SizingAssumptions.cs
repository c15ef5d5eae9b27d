namespace Kalshi.Bus.Sizing;

/// <summary>What the table needs beside a recording.</summary>
public sealed record SizingAssumptions
{
    /// <summary>The seed's bar: dead letters stay below this share of all events.</summary>
    public const double DeadLetterShare = 0.001;

    /// <summary>Room for what the measurement did not see.</summary>
    public const double Headroom = 1.3;

    /// <summary>Markets watched at once; a recording of one market is multiplied by it (default: 1).</summary>
    public int Markets { get; init; } = 1;

    /// <summary>How long the streams keep events (default: 168 h).</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(168);

    /// <summary>How long dead letters are kept (default: 336 h).</summary>
    public TimeSpan DeadLetterRetention { get; init; } = TimeSpan.FromHours(336);

    /// <summary>Time between two edge ticks (default: 10 s).</summary>
    public TimeSpan EdgeInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Copies of each stream (default: 1).</summary>
    public int Replicas { get; init; } = 1;
}

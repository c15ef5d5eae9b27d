namespace Kalshi.Venues;

/// <summary>Behaviour of a Kalshi feed.</summary>
public sealed record KalshiFeedOptions
{
    /// <summary>What to subscribe to (default: order book and ticker).</summary>
    public IReadOnlyList<KalshiChannel> Channels { get; init; } = [KalshiChannel.OrderBook, KalshiChannel.Ticker];

    /// <summary>Messages between the socket and the consumer (default: 65,536). When it is full the socket is not read for
    /// at most <see cref="ConsumerPatience"/>; then the connection is broken and all books resynchronise: nothing is dropped silently,
    /// nothing grows.</summary>
    public int QueueCapacity { get; init; } = 65_536;

    /// <summary>How long a full queue may keep the socket waiting (default: 5 s, less than <see cref="CommandTimeout"/>, since answers wait in the same line).</summary>
    public TimeSpan ConsumerPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest frame accepted, bytes (default: 4 MiB); a longer one breaks the connection.</summary>
    public int FrameMaxBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Markets named by one command (default: 100).</summary>
    public int MarketsPerCommand { get; init; } = 100;

    /// <summary>Limit on connecting and the handshake (default: 15 s).</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an answer to a command may take before the connection counts as dead (default: 10 s).</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a market may wait for its snapshot after it was subscribed or asked for again (default: 10 s).</summary>
    public TimeSpan SnapshotTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a channel that promises an initial message may be silent before it counts as silent and is subscribed anew
    /// (default: 60 s).</summary>
    public TimeSpan FirstMessageTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time without any frame after which the feed asks for one (default: 15 s). The venue's pings are answered below us
    /// and do not count.</summary>
    public TimeSpan SilenceMax { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the answer to that question may take before the connection counts as dead (default: 5 s).</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How much older changes of books may become on receipt than they were at best in the session (default: 30 s). When every
    /// one of an <see cref="AgeWindow"/> has, the connection has fallen behind and is given up.</summary>
    public TimeSpan AgeGrowthMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>(default: 10 s).</summary>
    public TimeSpan AgeWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often deadlines are looked at (default: 250 ms).</summary>
    public TimeSpan WatchPeriod { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Snapshots of lost books asked for in a row before the connection is given up (default: 3).</summary>
    public int ResyncsMax { get; init; } = 3;

    /// <summary>Ceiling of the first wait before asking for snapshots; it doubles (default: 250 ms).</summary>
    public TimeSpan ResyncBackoff { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Ceiling of the first wait before a new connection; it doubles (default: 1 s).</summary>
    public TimeSpan ReconnectBackoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Ceiling that no wait passes (default: 30 s).</summary>
    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time without a loss after which waits start from the first ceiling again (default: 60 s).</summary>
    public TimeSpan StableAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Failed connections within <see cref="StormWindow"/> that cause a <see cref="StormPause"/> (default: 6).</summary>
    public int StormLimit { get; init; } = 6;

    /// <summary>(default: 60 s).</summary>
    public TimeSpan StormWindow { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>(default: 60 s).</summary>
    public TimeSpan StormPause { get; init; } = TimeSpan.FromSeconds(60);
}

namespace Kalshi.Venues;

/// <summary>Behaviour of a <see cref="CoinbaseFeed"/>.</summary>
public sealed record CoinbaseFeedOptions
{
    public CoinbaseApi Api { get; init; } = CoinbaseApi.AdvancedTrade;

    /// <summary>Where; null takes the venue's own address of the API. ws only on the loopback.</summary>
    public Uri? Address { get; init; }

    /// <summary>Products to read (default: BTC-USD).</summary>
    public IReadOnlyList<string> Products { get; init; } = ["BTC-USD"];

    /// <summary>Messages between the socket and the consumer (default: 8,192). When it is full the connection is broken.</summary>
    public int QueueCapacity { get; init; } = 8192;

    /// <summary>Longest message accepted, bytes (default: 1 MiB).</summary>
    public int FrameMaxBytes { get; init; } = 1024 * 1024;

    /// <summary>Limit on connecting (default: 15 s).</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time without any message after which the connection counts as dead (default: 10 s; heartbeats come every second).</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time without a tick of a product after which the connection counts as dead, though it may beat on (default: 30 s).</summary>
    public TimeSpan TickTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often deadlines are looked at (default: 250 ms).</summary>
    public TimeSpan WatchPeriod { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Ceiling of the first wait before a new connection; it doubles (default: 1 s).</summary>
    public TimeSpan ReconnectBackoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Ceiling that no wait passes (default: 30 s).</summary>
    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Failed connections within a minute that cause a <see cref="StormPause"/> (default: 10).</summary>
    public int StormLimit { get; init; } = 10;

    /// <summary>(default: 60 s).</summary>
    public TimeSpan StormPause { get; init; } = TimeSpan.FromSeconds(60);
}

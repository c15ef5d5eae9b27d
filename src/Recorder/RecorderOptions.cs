namespace Kalshi.Recorder;

/// <summary>What to record, where to, and how much of it to keep.</summary>
public sealed record RecorderOptions
{
    /// <summary>Folder of the sessions; one folder a day (UTC) lies in it.</summary>
    public required string Folder { get; init; }

    /// <summary>Series whose open markets are recorded (default: KXBTC15M).</summary>
    public IReadOnlyList<string> Series { get; init; } = ["KXBTC15M"];

    /// <summary>The spot venue's match feed; null records no spot trades (default: Coinbase Exchange).</summary>
    public Uri? Spot { get; init; } = new("wss://ws-feed.exchange.coinbase.com");

    /// <summary>Product of the spot venue (default: BTC-USD).</summary>
    public string SpotProduct { get; init; } = "BTC-USD";

    /// <summary>Between two readings of the catalogue (default: 30 s).</summary>
    public TimeSpan CatalogueInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A new file begins at each whole multiple of it since midnight UTC (default: 1 h; a divisor of a day).</summary>
    public TimeSpan FileLength { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Written lines are on disk after this at the latest (default: 5 s).</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time without a frame after which the venue is asked for one; after twice as long the connection counts as dead
    /// (default: 15 s).</summary>
    public TimeSpan SilenceMax { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Limit on connecting (default: 15 s).</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Ceiling of the first wait before a new connection (default: 1 s); it doubles up to <see cref="BackoffMax"/>.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>(default: 30 s).</summary>
    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest frame accepted, bytes (default: 4 MiB); a longer one breaks the connection.</summary>
    public int FrameMaxBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Files that ended longer ago are deleted; null keeps them (default: null).</summary>
    public TimeSpan? KeepFor { get; init; }

    /// <summary>Bytes of all files together; the oldest are deleted beyond it; null keeps them (default: null).</summary>
    public long? KeepBytes { get; init; }

    /// <exception cref="ArgumentException">A value out of its range; the message names it.</exception>
    internal RecorderOptions Validated()
    {
        if (Series.Count == 0 || Series.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("series: at least one, none empty");
        if (FileLength < TimeSpan.FromSeconds(1) || TimeSpan.FromDays(1).Ticks % FileLength.Ticks != 0)
            throw new ArgumentException($"file length: {FileLength} is no divisor of a day of at least a second");
        if (KeepFor <= TimeSpan.Zero || KeepBytes <= 0)
            throw new ArgumentException("what is kept must be above zero");
        return this;
    }
}

namespace Kalshi.Venues;

/// <summary>Behaviour of <see cref="KalshiRest"/>. Token figures: the venue's "rate limits" page, basic tier.</summary>
public sealed record KalshiRestOptions
{
    /// <summary>Budget for reading, tokens per second (default: 200).</summary>
    public double ReadTokensPerSecond { get; init; } = 200;

    /// <summary>Price of a call, tokens (default: 10, that is 20 reads per second).</summary>
    public double TokensPerCall { get; init; } = 10;

    /// <summary>Calls under way at once (default: 4).</summary>
    public int InFlightMax { get; init; } = 4;

    /// <summary>Calls that may wait for the budget; one more fails as rate limited (default: 256).</summary>
    public int WaitersMax { get; init; } = 256;

    /// <summary>Limit on each attempt (default: 10 s).</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Attempts of a read, the first included (default: 5).</summary>
    public int AttemptsMax { get; init; } = 5;

    /// <summary>Ceiling of the first wait between attempts; it doubles (default: 500 ms).</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Ceiling that no wait passes, a Retry-After of the venue included (default: 30 s).</summary>
    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest answer accepted, bytes (default: 32 MiB).</summary>
    public int AnswerMaxBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Pages of one listing (default: 50).</summary>
    public int PagesMax { get; init; } = 50;

    /// <summary>Items asked for per page, 1 to 1,000 (default: 1,000).</summary>
    public int PageSize { get; init; } = 1000;
}

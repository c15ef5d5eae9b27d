namespace Kalshi.Venues;

/// <summary>Behaviour of <see cref="KalshiRest"/>; its budget is that of its <see cref="RestLine"/>.</summary>
public sealed record KalshiRestOptions
{
    /// <summary>Decisions depend on these reads (default: true): when they fail for want of budget, trading stops. A backfill says false,
    /// and leaves part of the budget to the others.</summary>
    public bool IsCritical { get; init; } = true;

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

namespace Kalshi.Venues;

/// <summary>Behaviour of a <see cref="BookAudit"/>. Times are the venue's.</summary>
public sealed record BookAuditOptions
{
    /// <summary>Time between two comparisons (default: 15 s). Each takes one call.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Books compared at a time, 1 to 100 (default: 100); more take turns.</summary>
    public int MarketsMax { get; init; } = 100;

    /// <summary>How much older than the question an answer of REST may be, and how much later the stream may tell the same (default: 2 s).</summary>
    public TimeSpan Slack { get; init; } = TimeSpan.FromSeconds(2);
}

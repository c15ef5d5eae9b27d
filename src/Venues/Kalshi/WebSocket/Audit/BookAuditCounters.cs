namespace Kalshi.Venues;

/// <summary>What a <see cref="BookAudit"/> found so far.</summary>
public sealed class BookAuditCounters
{
    /// <summary>Books whose best prices were the same.</summary>
    public long Equal { get; internal set; }

    /// <summary>Books that were not, and were asked for again.</summary>
    public long Mismatches { get; internal set; }

    /// <summary>Books that could not be judged: not whole all the time, or changing too fast.</summary>
    public long Undecided { get; internal set; }

    /// <summary>Questions that REST did not answer.</summary>
    public long Failures { get; internal set; }
}

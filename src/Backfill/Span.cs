namespace Kalshi.Backfill;

/// <summary>A stretch of time, Unix seconds, both ends inclusive.</summary>
public readonly record struct Span(long From, long To)
{
    const long Day = 86_400;

    /// <summary>What of this span none of <paramref name="covered"/> holds, in order.</summary>
    internal IReadOnlyList<Span> Without(IEnumerable<Span> covered)
    {
        var missing = new List<Span>();
        var from = From;
        foreach (var span in covered.OrderBy(s => s.From))
        {
            if (span.To < From || span.From > To)
                continue;
            if (span.From > from)
                missing.Add(new(from, span.From - 1));
            from = Math.Max(from, span.To + 1);
        }
        if (from <= To)
            missing.Add(new(from, To));
        return missing;
    }

    /// <summary>The parts of it that lie in one day (UTC) each: a piece of work that is soon done.</summary>
    internal IEnumerable<Span> ByDay()
    {
        for (var from = From; from <= To;)
        {
            var end = Math.Min(To, from - from % Day + Day - 1);
            yield return new(from, end);
            from = end + 1;
        }
    }

    /// <summary>The common part; null where there is none.</summary>
    internal Span? Within(Span other)
    {
        var (from, to) = (Math.Max(From, other.From), Math.Min(To, other.To));
        return from <= to ? new(from, to) : null;
    }
}

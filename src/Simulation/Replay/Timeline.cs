namespace Kalshi.Simulation.Replay;

/// <summary>Several recordings as one, by the time of receipt.</summary>
static class Timeline
{
    /// <summary>Stable: at the same time the first recording comes first. Each recording's own order stays.</summary>
    internal static IEnumerable<ReplayedEvent> Merge(IEnumerable<ReplayedEvent> first, IEnumerable<ReplayedEvent> second)
    {
        using var a = first.GetEnumerator();
        using var b = second.GetEnumerator();
        var (hasA, hasB) = (a.MoveNext(), b.MoveNext());
        while (hasA || hasB)
        {
            if (!hasB || (hasA && a.Current.At <= b.Current.At))
            {
                yield return a.Current;
                hasA = a.MoveNext();
            }
            else
            {
                yield return b.Current;
                hasB = b.MoveNext();
            }
        }
    }
}

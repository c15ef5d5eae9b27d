namespace Kalshi.Venues;

/// <summary>Opens when failures come too fast: a peer that refuses us at once, for ever, gets rest instead of load.</summary>
/// <param name="limit">Failures within <paramref name="window"/> that open the breaker.</param>
/// <param name="pause">How long it stays open.</param>
sealed class StormBreaker(int limit, TimeSpan window, TimeSpan pause)
{
    readonly Queue<DateTimeOffset> _failures = new();

    /// <returns>How long to pause on top of the back-off; zero while the breaker is closed.</returns>
    internal TimeSpan Record(DateTimeOffset now)
    {
        while (_failures.TryPeek(out var oldest) && now - oldest > window)
            _failures.Dequeue();
        _failures.Enqueue(now);
        if (_failures.Count < limit)
            return TimeSpan.Zero;
        _failures.Clear();
        return pause;
    }
}

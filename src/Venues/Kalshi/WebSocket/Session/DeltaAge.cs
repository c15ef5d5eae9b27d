namespace Kalshi.Venues;

/// <summary>How old changes of books are when they arrive. A connection that falls behind delivers everything in order, later and
/// later: no number and no heartbeat tells. Judged by growth within the session, since the difference of two clocks is no delay.</summary>
sealed class DeltaAge(TimeSpan growthMax, TimeSpan window, long nowMs)
{
    /// <summary>Fewer changes than this in a window prove nothing.</summary>
    const int ChangesMin = 5;

    long _windowStartMs = nowMs;
    long _leastMs = long.MaxValue;
    long _leastOfSessionMs = long.MaxValue;
    int _changes;

    /// <summary>Age of the last change, milliseconds by our clock; null before the first.</summary>
    internal long? LastMs { get; private set; }

    internal void Observe(long ageMs)
    {
        LastMs = ageMs;
        _leastMs = Math.Min(_leastMs, ageMs);
        _leastOfSessionMs = Math.Min(_leastOfSessionMs, ageMs);
        _changes++;
    }

    /// <returns>How much older than the youngest change of the session even the youngest one of the last window was, milliseconds, when
    /// that is too much; null otherwise.</returns>
    internal long? Overdue(long nowMs)
    {
        if (nowMs - _windowStartMs < (long)window.TotalMilliseconds)
            return null;
        long? growth = _changes >= ChangesMin && _leastMs - _leastOfSessionMs > (long)growthMax.TotalMilliseconds ? _leastMs - _leastOfSessionMs : null;
        (_windowStartMs, _leastMs, _changes) = (nowMs, long.MaxValue, 0);
        return growth;
    }
}

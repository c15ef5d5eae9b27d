namespace Kalshi.Storage;

/// <summary>Pauses between attempts that are made for ever: doubling from the least to the most, each with jitter so that
/// several processes do not knock at once.</summary>
sealed class Backoff(TimeSpan least, TimeSpan most, TimeProvider time, Random random)
{
    int _failures;

    internal void Reset() => _failures = 0;

    /// <summary>The next pause: half to all of the doubled time.</summary>
    internal TimeSpan Next()
    {
        var doubled = least * Math.Pow(2, Math.Min(_failures++, 30));
        var bounded = doubled < most ? doubled : most;
        double jitter;
        lock (random)
            jitter = random.NextDouble();
        return bounded * (0.5 + jitter / 2);
    }

    internal Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(Next(), time, cancellationToken);
}

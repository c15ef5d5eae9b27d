namespace Kalshi.Bus.Nats;

/// <summary>Exponential back-off with full jitter: a uniform draw between zero and a bound that doubles with each failure.</summary>
/// <remarks>Full jitter spreads the return of many clients best:
/// https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ .</remarks>
sealed class Backoff(TimeSpan first, TimeSpan max, Random random)
{
    int _failures;

    internal void Reset() => _failures = 0;

    internal TimeSpan Next()
    {
        // 2^30 times any first bound is beyond every maximum.
        var bound = Math.Min(max.Ticks, first.Ticks * Math.Pow(2, Math.Min(_failures++, 30)));
        lock (random)
            return TimeSpan.FromTicks((long)(random.NextDouble() * bound));
    }
}

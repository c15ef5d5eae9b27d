namespace Kalshi.Venues;

/// <summary>Waits of uniformly random length up to a ceiling that doubles with each attempt, so that clients that failed
/// together do not come back together.</summary>
/// <param name="first">Ceiling of attempt 0.</param>
/// <param name="max">Ceiling that is never passed.</param>
sealed class FullJitterBackoff(TimeSpan first, TimeSpan max, Random random)
{
    internal TimeSpan Delay(int attempt)
    {
        var ceiling = Math.Min(max.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, Math.Clamp(attempt, 0, 40)));
        lock (random)
            return TimeSpan.FromMilliseconds(random.NextDouble() * ceiling);
    }
}

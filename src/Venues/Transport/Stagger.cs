namespace Kalshi.Venues;

/// <summary>Spreads periodic jobs over their intervals, so that they do not call the venue in the same moment for ever.</summary>
public static class Stagger
{
    /// <returns>When a job starts: a random time of its first interval.</returns>
    public static TimeSpan First(TimeSpan interval, Random random)
    {
        lock (random)
            return interval * random.NextDouble();
    }
}

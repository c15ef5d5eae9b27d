namespace Orleans.Streams;

/// <summary>Rests that double from the first to the longest.</summary>
static class Backoff
{
    const int MostDoublings = 30;

    /// <param name="failures">Tries that have failed so far; 1 gives the first rest.</param>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan longest)
    {
        var rest = first * (1L << Math.Clamp(failures - 1, 0, MostDoublings));
        return rest < longest ? rest : longest;
    }
}

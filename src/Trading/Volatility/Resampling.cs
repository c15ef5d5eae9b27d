namespace Kalshi.Trading.Volatility;

/// <summary>Thins ticks to the last one of every bucket of time.</summary>
public static class Resampling
{
    /// <summary>Keeps the last tick of each bucket [n·bucket, (n+1)·bucket) under its own time; later ticks of the same second win.
    /// Prices that are not positive are dropped. Empty buckets are not filled.</summary>
    /// <param name="points">In any order; equal times keep their order.</param>
    /// <param name="bucketSeconds">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bucket of no length.</exception>
    public static SpotPoint[] LastOfBucket(ReadOnlySpan<SpotPoint> points, int bucketSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bucketSeconds, 1);
        var sorted = points.ToArray();
        if (!IsSorted(points))
            sorted = [.. sorted.OrderBy(p => p.Ts)];
        return sorted.AsSpan(0, Thin(sorted, bucketSeconds, sorted)).ToArray();
    }

    /// <summary>As <see cref="LastOfBucket"/>, for points already in time order, into a buffer at least as long.</summary>
    /// <returns>How many points were written.</returns>
    internal static int Thin(ReadOnlySpan<SpotPoint> sorted, int bucketSeconds, Span<SpotPoint> into)
    {
        var count = 0;
        var bucket = long.MinValue;
        foreach (var point in sorted)
        {
            if (point.Price <= 0.0)
                continue;
            var own = FloorDivide(point.Ts, bucketSeconds);
            if (count == 0 || own != bucket)
                count++;
            bucket = own;
            into[count - 1] = point;
        }
        return count;
    }

    internal static bool IsSorted(ReadOnlySpan<SpotPoint> points)
    {
        for (var i = 1; i < points.Length; i++)
            if (points[i].Ts < points[i - 1].Ts)
                return false;
        return true;
    }

    static long FloorDivide(long a, long b) => a >= 0 ? a / b : (a + 1) / b - 1;
}

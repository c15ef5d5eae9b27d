using System.Globalization;
using System.IO.Compression;
using Kalshi.Trading.Volatility;

namespace Kalshi.ModelComparison;

/// <summary>The recorded trades, the last one of every second.</summary>
sealed class SpotPath
{
    readonly SpotPoint[] _points;

    SpotPath(SpotPoint[] points) => _points = points;

    internal int Seconds => _points.Length;

    internal static SpotPath Load(string file)
    {
        var points = new List<SpotPoint>();
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            // A price of second n is what the trades up to its end made it: it is known at n + 1.
            var ts = DateTimeOffset.Parse(fields[0], CultureInfo.InvariantCulture).ToUnixTimeSeconds() + 1;
            var point = new SpotPoint(ts, double.Parse(fields[2], CultureInfo.InvariantCulture));
            if (points.Count > 0 && points[^1].Ts == ts)
                points[^1] = point;
            else if (points.Count == 0 || points[^1].Ts < ts)
                points.Add(point);
        }
        return new([.. points]);
    }

    /// <summary>The points up to <paramref name="ts"/>, back to the last hole longer than <paramref name="longestGapSeconds"/>; empty
    /// when the newest is itself older than that.</summary>
    internal ReadOnlyMemory<SpotPoint> WithoutHolesUpTo(long ts, int longestGapSeconds)
    {
        var end = FirstAfter(ts);
        if (end == 0 || ts - _points[end - 1].Ts > longestGapSeconds)
            return default;
        var start = end - 1;
        while (start > 0 && _points[start].Ts - _points[start - 1].Ts <= longestGapSeconds)
            start--;
        return _points.AsMemory(start, end - start);
    }

    int FirstAfter(long ts)
    {
        var (low, high) = (0, _points.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_points[middle].Ts <= ts)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}

using System.Globalization;
using System.Text;

namespace Kalshi.Silo.Telemetry;

/// <summary>How often values fell into each bucket, with their count and sum.</summary>
/// <param name="bounds">Upper bounds, inclusive, ascending.</param>
sealed class Distribution(IReadOnlyList<double> bounds)
{
    /// <summary>From half a millisecond to a minute: what a step of ours can take, in seconds.</summary>
    internal static IReadOnlyList<double> Seconds { get; } =
        [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60];

    readonly Lock _gate = new();
    readonly long[] _counts = new long[bounds.Count + 1];
    double _sum;

    internal void Add(double value)
    {
        var bucket = 0;
        while (bucket < bounds.Count && value > bounds[bucket])
            bucket++;
        lock (_gate)
        {
            _counts[bucket]++;
            _sum += value;
        }
    }

    /// <summary>Buckets count everything up to their bound, as Prometheus wants it.</summary>
    /// <param name="labels">Empty, or <c>{a="b"}</c>.</param>
    internal void Render(StringBuilder text, string name, string labels)
    {
        var others = labels.Length == 0 ? "" : labels[1..^1] + ",";
        lock (_gate)
        {
            var total = 0L;
            for (var i = 0; i < _counts.Length; i++)
            {
                total += _counts[i];
                var bound = i < bounds.Count ? bounds[i].ToString("R", CultureInfo.InvariantCulture) : "+Inf";
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{others}le=\"{bound}\"}} {total}\n");
            }
            text.Append(CultureInfo.InvariantCulture, $"{name}_sum{labels} {_sum:R}\n{name}_count{labels} {total}\n");
        }
    }
}

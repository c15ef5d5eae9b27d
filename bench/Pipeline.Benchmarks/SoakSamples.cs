namespace Kalshi.Pipeline.Benchmarks;

/// <summary>What was seen over time, by name; what was not known at a look is left out.</summary>
sealed class SoakSamples
{
    readonly Dictionary<string, List<(TimeSpan At, double Value)>> _series = [];

    internal void Add(string name, TimeSpan at, double? value)
    {
        if (!_series.TryGetValue(name, out var series))
            _series.Add(name, series = []);
        if (value is { } known)
            series.Add((at, known));
    }

    internal double[] Of(string name) => [.. _series[name].Select(sample => sample.Value)];

    /// <summary>Of the straight line through the second half with the least squares.</summary>
    internal double SlopePerHour(string name)
    {
        var half = _series[name].Skip(_series[name].Count / 2).ToArray();
        var (time, value) = (half.Average(s => s.At.TotalHours), half.Average(s => s.Value));
        return half.Sum(s => (s.At.TotalHours - time) * (s.Value - value)) / half.Sum(s => (s.At.TotalHours - time) * (s.At.TotalHours - time));
    }

    /// <summary>The nearest rank; NaN of nothing.</summary>
    internal static double Quantile(double[] values, double share)
    {
        if (values.Length == 0)
            return double.NaN;
        var sorted = values.Order().ToArray();
        return sorted[Math.Max((int)Math.Ceiling(share * sorted.Length) - 1, 0)];
    }
}

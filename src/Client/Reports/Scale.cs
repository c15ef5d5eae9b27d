namespace Kalshi.Client.Reports;

/// <summary>A range of values and the round numbers in it.</summary>
readonly record struct Scale(double From, double To, double Step)
{
    const int Ticks = 5;

    static readonly double[] Nice = [1, 2, 5, 10];

    internal IEnumerable<double> Marks
    {
        get
        {
            var (from, step) = (From, Step);
            return Enumerable.Range(0, (int)Math.Round((To - From) / Step) + 1).Select(i => from + i * step);
        }
    }

    /// <summary>The least range of round numbers that holds all of the values.</summary>
    internal static Scale Of(IEnumerable<double> values)
    {
        var all = values.DefaultIfEmpty(0).ToArray();
        var (low, high) = (all.Min(), all.Max());
        if (low == high)
            (low, high) = low == 0 ? (0, 1) : (Math.Min(0, low), Math.Max(0, high));
        var rough = (high - low) / Ticks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = Nice.First(nice => nice * power >= rough * 0.999) * power;
        return new(Math.Floor(low / step) * step, Math.Ceiling(high / step) * step, step);
    }

    /// <summary>Where a value lies, 0 at the start of the range and 1 at its end.</summary>
    internal double Share(double value) => (value - From) / (To - From);
}

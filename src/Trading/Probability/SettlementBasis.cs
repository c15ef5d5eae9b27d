namespace Kalshi.Trading.Probability;

/// <summary>How far the prices that we see are from the index that contracts settle on: our average minus the settlement value, dollars.</summary>
/// <param name="Mean">Expected difference.</param>
/// <param name="Deviation">Standard deviation; 0 claims that the two are one.</param>
public readonly record struct SettlementBasis(double Mean, double Deviation)
{
    /// <summary>From the differences of markets that have settled, with a guess of N(0, <paramref name="priorDeviation"/>²) counted as one
    /// more of them, so that the first few are not taken for the truth.</summary>
    public static SettlementBasis Estimate(IReadOnlyCollection<double> differences, double priorDeviation)
    {
        var mean = differences.Sum() / (differences.Count + 1);
        var squares = differences.Sum(d => (d - mean) * (d - mean)) + mean * mean + priorDeviation * priorDeviation;
        return new(mean, Math.Sqrt(squares / (differences.Count + 1)));
    }
}

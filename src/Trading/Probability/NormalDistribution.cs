namespace Kalshi.Trading.Probability;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    static readonly double Root2 = Math.Sqrt(2.0);

    /// <summary>Φ(x) = (1 + erf(x/√2)) / 2.</summary>
    public static double Cdf(double x) => 0.5 * (1.0 + ErrorFunction.Erf(x / Root2));
}

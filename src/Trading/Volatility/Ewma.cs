namespace Kalshi.Trading.Volatility;

/// <summary>Volatility of log returns with exponentially fading weights.</summary>
public static class Ewma
{
    /// <summary>ln(p₁/p₀), ln(p₂/p₁), …; prices that are not positive are skipped, gaps in time are not scaled for.</summary>
    public static double[] LogReturns(ReadOnlySpan<double> prices)
    {
        var returns = new List<double>(prices.Length);
        double? previous = null;
        foreach (var price in prices)
        {
            if (price <= 0.0)
                continue;
            if (previous is { } p)
                returns.Add(Math.Log(price / p));
            previous = price;
        }
        return [.. returns];
    }

    /// <summary>√v with v₁ = r₁² and vᵢ = λ·vᵢ₋₁ + (1 − λ)·rᵢ².</summary>
    /// <param name="lambda">Weight of the past, strictly between 0 and 1.</param>
    /// <returns>Per square root of a step; null without returns.</returns>
    /// <exception cref="ArgumentOutOfRangeException">λ outside (0, 1), when there are returns.</exception>
    public static double? Volatility(ReadOnlySpan<double> returns, double lambda)
    {
        if (returns.IsEmpty)
            return null;
        ThrowUnlessFraction(lambda);
        var variance = returns[0] * returns[0];
        foreach (var r in returns[1..])
            variance = Next(variance, r, lambda);
        return Math.Sqrt(variance);
    }

    /// <summary>A volatility per √step in per √year: times √(31,536,000 / step).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A step that is not positive.</exception>
    public static double Annualize(double volatilityPerRootStep, double stepSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepSeconds);
        return volatilityPerRootStep * Math.Sqrt(Probability.GeometricBrownianMotion.SecondsPerYear / stepSeconds);
    }

    /// <summary><see cref="Volatility"/> of the log returns of points with positive prices, without keeping the returns.</summary>
    internal static double? OfPrices(ReadOnlySpan<SpotPoint> points, double lambda)
    {
        if (points.Length < 2)
            return null;
        ThrowUnlessFraction(lambda);
        var first = Math.Log(points[1].Price / points[0].Price);
        var variance = first * first;
        for (var i = 2; i < points.Length; i++)
            variance = Next(variance, Math.Log(points[i].Price / points[i - 1].Price), lambda);
        return Math.Sqrt(variance);
    }

    static double Next(double variance, double r, double lambda) => lambda * variance + (1.0 - lambda) * (r * r);

    static void ThrowUnlessFraction(double lambda)
    {
        if (!(lambda > 0.0 && lambda < 1.0))
            throw new ArgumentOutOfRangeException(nameof(lambda), lambda, "the EWMA weight lies strictly between 0 and 1");
    }
}

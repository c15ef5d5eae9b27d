namespace Kalshi.Trading.Probability;

/// <summary>Distribution of a price that follows a geometric Brownian motion whose expectation is today's price:
/// ln(S_T/S) ~ N(−σ²t/2, σ²t), with t in years of 365 days.</summary>
/// <remarks>Prices and strikes in dollars, horizon in seconds, sigma annualised. The Raw forms are not clamped; the others lie in
/// [1e-12, 1 − 1e-12]. All give null for a spot, strike or sigma that is not positive while there is time left, and for an
/// empty range; without time left they are a step at the spot.</remarks>
public static class GeometricBrownianMotion
{
    public const double SecondsPerYear = 365.0 * 24.0 * 60.0 * 60.0;

    /// <summary>P(S_T ≤ K).</summary>
    public static double? LessOrEqualRaw(double spot, double strike, double horizonSeconds, double sigma)
    {
        if (horizonSeconds <= 0.0)
            return Step(spot, spot <= strike);
        if (spot <= 0.0 || sigma <= 0.0 || strike <= 0.0)
            return null;
        var years = horizonSeconds / SecondsPerYear;
        if (years <= 0.0)
            return Step(spot, spot <= strike);
        var deviation = sigma * Math.Sqrt(years);
        if (deviation <= 0.0)
            return null;
        return NormalDistribution.Cdf((Math.Log(strike / spot) + 0.5 * deviation * deviation) / deviation);
    }

    /// <summary>P(S_T ≥ K).</summary>
    public static double? GreaterOrEqualRaw(double spot, double strike, double horizonSeconds, double sigma) =>
        horizonSeconds <= 0.0
            ? Step(spot, spot >= strike)
            : 1.0 - LessOrEqualRaw(spot, strike, horizonSeconds, sigma);

    /// <summary>P(L ≤ S_T &lt; U).</summary>
    public static double? BetweenRaw(double spot, double lower, double upper, double horizonSeconds, double sigma)
    {
        if (upper <= lower)
            return null;
        if (horizonSeconds <= 0.0)
            return Step(spot, lower <= spot && spot < upper);
        return LessOrEqualRaw(spot, upper, horizonSeconds, sigma) - LessOrEqualRaw(spot, lower, horizonSeconds, sigma);
    }

    /// <inheritdoc cref="LessOrEqualRaw"/>
    public static double? LessOrEqual(double spot, double strike, double horizonSeconds, double sigma) =>
        Clamp(LessOrEqualRaw(spot, strike, horizonSeconds, sigma));

    /// <inheritdoc cref="GreaterOrEqualRaw"/>
    public static double? GreaterOrEqual(double spot, double strike, double horizonSeconds, double sigma) =>
        Clamp(GreaterOrEqualRaw(spot, strike, horizonSeconds, sigma));

    /// <summary>P(L ≤ S_T &lt; U) as the difference of two clamped probabilities, clamped again.</summary>
    public static double? Between(double spot, double lower, double upper, double horizonSeconds, double sigma)
    {
        if (upper <= lower)
            return null;
        if (horizonSeconds <= 0.0)
            return Clamp(BetweenRaw(spot, lower, upper, horizonSeconds, sigma));
        return Clamp(LessOrEqual(spot, upper, horizonSeconds, sigma) - LessOrEqual(spot, lower, horizonSeconds, sigma));
    }

    static double? Step(double spot, bool certain) => spot <= 0.0 ? null : certain ? 1.0 : 0.0;

    static double? Clamp(double? probability) => probability is { } p ? ClampedProbability.Clamp(p) : null;
}

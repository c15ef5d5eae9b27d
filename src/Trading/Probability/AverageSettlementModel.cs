namespace Kalshi.Trading.Probability;

/// <summary>A contract pays on the average of one-second prices over the last seconds before its close, which is how the venue settles
/// its crypto markets; the price is the same driftless geometric Brownian motion.</summary>
/// <remarks>
/// The seconds still to come have an average R whose mean is the spot and whose second moment is known exactly:
/// E[R²]/S² = 1/n² Σᵢ Σⱼ exp(σ² min(τᵢ, τⱼ)). R is taken as log-normal with these two moments (Levy 1992, "Pricing European average rate
/// currency options"). Inside the window the seconds already seen are a constant, and the strike moves accordingly.
/// </remarks>
/// <param name="windowSeconds">One-second prices averaged; at least 1.</param>
/// <param name="basis">What is known about the distance of our prices from the index; none by default. In the last seconds it is all the
/// uncertainty there is.</param>
public sealed class AverageSettlementModel(int windowSeconds = SettlementWindow.KalshiSeconds, SettlementBasis basis = default)
    : IProbabilityModel
{
    public string Name => "average-settlement";

    public SettlementBasis Basis => basis;

    public int SettlementWindowSeconds { get; } = windowSeconds >= 1
        ? windowSeconds
        : throw new ArgumentOutOfRangeException(nameof(windowSeconds), windowSeconds, "an average needs at least one second");

    /// <returns>Null when the terms cannot be priced, when spot or sigma is not positive, or when the window has begun and not all of its
    /// past seconds are in <see cref="UnderlyingState.Observed"/>: an average with holes is not known.</returns>
    public YesProbability? ProbabilityOfYes(in ContractTerms terms, in UnderlyingState state)
    {
        if (!StrikeProbability.CanBePriced(terms) || !(state.Spot > 0.0))
            return null;
        var toCome = (int)Math.Min(Math.Ceiling(Math.Max(state.HorizonSeconds, 0.0)), SettlementWindowSeconds);
        var seen = state.Observed;
        if (seen.Seconds != SettlementWindowSeconds - toCome)
            return null;
        if (toCome == 0)
            return Settled(terms, seen.Sum / SettlementWindowSeconds);
        if (!(state.SigmaAnnualized > 0.0))
            return null;
        // The basis widens R: one dollar of the settlement value is window/n dollars of R.
        var basisShare = basis.Deviation * SettlementWindowSeconds / toCome / state.Spot;
        var variance = LogVariance(state.HorizonSeconds, toCome, state.SigmaAnnualized) + basisShare * basisShare;
        return StrikeProbability.FromDistribution(
            terms.StrikeType!.Value,
            AtMost(terms.Lower, state, toCome, variance),
            AtMost(terms.Upper, state, toCome, variance));
    }

    /// <summary>All seconds are seen: only the basis is left.</summary>
    YesProbability Settled(in ContractTerms terms, double average)
    {
        var value = average - basis.Mean;
        return basis.Deviation > 0.0
            ? StrikeProbability.FromDistribution(terms.StrikeType!.Value, AtMost(terms.Lower), AtMost(terms.Upper))
            : StrikeProbability.Known(terms, value);

        double AtMost(double? strike) => strike is { } k ? NormalDistribution.Cdf((k - value) / basis.Deviation) : 0.0;
    }

    /// <summary>P(settlement value ≤ strike), which is P(R ≤ what the seconds to come must average).</summary>
    double AtMost(double? strike, in UnderlyingState state, int toCome, double variance)
    {
        if (strike is not { } k)
            return 0.0;
        var needed = ((k + basis.Mean) * SettlementWindowSeconds - state.Observed.Sum) / toCome;
        if (needed <= 0.0)
            return 0.0;
        var deviation = Math.Sqrt(variance);
        return NormalDistribution.Cdf((Math.Log(needed / state.Spot) + 0.5 * variance) / deviation);
    }

    /// <summary>Variance of ln R: ln(E[R²]/E[R]²). Of the n² pairs of seconds, 2(n − j) + 1 have the j-th one as their earlier.</summary>
    static double LogVariance(double horizonSeconds, int toCome, double sigma)
    {
        var perSecond = sigma * sigma / GeometricBrownianMotion.SecondsPerYear;
        var sum = 0.0;
        for (var j = 1; j <= toCome; j++)
            sum += (2 * (toCome - j) + 1) * ExpLessOne(perSecond * (horizonSeconds - toCome + j));
        return LogOnePlus(sum / ((double)toCome * toCome));
    }

    /// <summary>eˣ − 1 without cancellation near 0.</summary>
    static double ExpLessOne(double x) => Math.Abs(x) < 1e-4 ? x * (1.0 + x * (0.5 + x / 6.0)) : Math.Exp(x) - 1.0;

    /// <summary>ln(1 + x) without cancellation near 0.</summary>
    static double LogOnePlus(double x) => Math.Abs(x) < 1e-4 ? x * (1.0 - x * (0.5 - x / 3.0)) : Math.Log(1.0 + x);
}

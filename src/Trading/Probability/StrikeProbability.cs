namespace Kalshi.Trading.Probability;

/// <summary>From the distribution of a settlement value to the probability of YES.</summary>
static class StrikeProbability
{
    /// <summary>The bounds that a contract's type needs are there, positive and in order: what a model can price.</summary>
    internal static bool CanBePriced(in ContractTerms terms) => terms switch
    {
        { StrikeType: StrikeType.Less, Upper: { } upper } => !(upper <= 0.0),
        { StrikeType: StrikeType.Greater, Lower: { } lower } => !(lower <= 0.0),
        { StrikeType: StrikeType.Between, Lower: { } lower, Upper: { } upper } => !(lower <= 0.0 || upper <= 0.0 || upper <= lower),
        _ => false,
    };

    /// <param name="atMostLower">P(V ≤ lower); not looked at where the type has no lower bound.</param>
    /// <param name="atMostUpper">P(V ≤ upper); likewise.</param>
    internal static YesProbability FromDistribution(StrikeType type, double atMostLower, double atMostUpper) => type switch
    {
        StrikeType.Less => Clamped(atMostUpper),
        StrikeType.Greater => Clamped(1.0 - atMostLower),
        // As the reference does it: both are clamped first, then their difference.
        _ => new(
            ClampedProbability.Clamp(ClampedProbability.Clamp(atMostUpper) - ClampedProbability.Clamp(atMostLower)),
            atMostUpper - atMostLower),
    };

    /// <summary>Certainty: the value is known.</summary>
    internal static YesProbability Known(in ContractTerms terms, double value) => Clamped(terms.Pays(value) is true ? 1.0 : 0.0);

    static YesProbability Clamped(double raw) => new(ClampedProbability.Clamp(raw), raw);
}

namespace Kalshi.Trading.Probability;

/// <summary>A probability kept away from 0 and 1, so that logarithms and odds of it stay finite.</summary>
public static class ClampedProbability
{
    /// <summary>The distance kept from 0 and from 1.</summary>
    public const double Epsilon = 1e-12;

    /// <returns><paramref name="probability"/> within [1e-12, 1 − 1e-12]; NaN becomes the upper end, as in the reference, whose
    /// comparison with NaN keeps the bound.</returns>
    public static double Clamp(double probability)
    {
        const double upper = 1.0 - Epsilon;
        var capped = probability < upper ? probability : upper;
        return capped > Epsilon ? capped : Epsilon;
    }
}

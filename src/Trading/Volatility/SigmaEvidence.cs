namespace Kalshi.Trading.Volatility;

/// <summary>What one look at the history yielded.</summary>
/// <param name="Reason">The first check that failed; null when <paramref name="Sigma"/> is good.</param>
readonly record struct SigmaEvidence(string? Reason, double? Sigma, int RawPoints, int ResampledPoints, long SpanSeconds)
{
    internal int Returns => Math.Max(ResampledPoints - 1, 0);
}

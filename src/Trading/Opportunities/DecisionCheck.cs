namespace Kalshi.Trading.Opportunities;

/// <summary>The expected value behind a row, counted again.</summary>
/// <param name="EvSnapshot">The snapshot's own, if it had one.</param>
/// <param name="EvRecomputed">From the snapshot's probability and ask.</param>
/// <param name="EvOfBasis">From the inputs that the edge tick says it used.</param>
/// <param name="InvariantFailed">The first and the third differ by more than 1e-6; counted, never a reason.</param>
/// <param name="InvariantDiff">By how much.</param>
/// <param name="BasisKnown">Whether the edge tick said what it used.</param>
public readonly record struct DecisionCheck(
    double? EvSnapshot,
    double? EvRecomputed,
    double? EvOfBasis,
    bool InvariantFailed,
    double? InvariantDiff,
    bool BasisKnown)
{
    /// <summary>Of rows that no expected value was counted for.</summary>
    public static DecisionCheck None { get; } = new(null, null, null, false, null, true);
}

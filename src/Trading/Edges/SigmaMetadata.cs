namespace Kalshi.Trading.Edges;

/// <summary>What a snapshot says about the volatility behind it; null where it says nothing.</summary>
/// <param name="Ok">Exactly true when the estimate is the regular one.</param>
/// <param name="PointsUsed">Log returns behind the estimate.</param>
/// <param name="LookbackSecondsUsed">Time behind the estimate.</param>
/// <param name="MinPoints">The least that the edge tick asked for.</param>
/// <param name="MinLookbackSeconds">The least that the edge tick asked for.</param>
public readonly record struct SigmaMetadata(
    string? Source,
    bool? Ok,
    string? Reason,
    string? ReasonContext,
    long? PointsUsed,
    long? MinPoints,
    long? LookbackSecondsUsed,
    long? MinLookbackSeconds)
{
    /// <summary>Whether the snapshot says anything at all about its volatility; if not, nothing is held against it.</summary>
    public bool IsPresent => Ok is not null || Source is not null || Reason is not null;
}

namespace Kalshi.Trading.Opportunities;

/// <summary>What one decision tick came to.</summary>
/// <param name="Error">no_edge_snapshots or stale_edge_snapshots: nothing was decided; null otherwise.</param>
/// <param name="AsOfTs">The batch decided on, Unix seconds.</param>
/// <param name="SnapshotAgeSeconds">Now minus AsOfTs, not negative.</param>
/// <param name="Takes">Best first.</param>
/// <param name="OpenPositions">Open before, plus the takes.</param>
public sealed record OpportunityTick(
    string? Error,
    long? AsOfTs,
    long? SnapshotAgeSeconds,
    IReadOnlyList<OpportunityRow> Takes,
    IReadOnlyList<OpportunityRow> Passes,
    OpportunityCounters Counters,
    int OpenPositions)
{
    public const string NoEdgeSnapshots = "no_edge_snapshots";
    public const string StaleEdgeSnapshots = "stale_edge_snapshots";
}

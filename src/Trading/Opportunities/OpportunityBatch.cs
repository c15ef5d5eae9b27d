namespace Kalshi.Trading.Opportunities;

/// <summary>The rows of a batch of snapshots.</summary>
public sealed record OpportunityBatch(
    IReadOnlyList<OpportunityRow> Takes,
    IReadOnlyList<OpportunityRow> Passes,
    OpportunityCounters Counters)
{
    /// <summary>Takes, then passes.</summary>
    public IEnumerable<OpportunityRow> Rows => Takes.Concat(Passes);
}

using Kalshi.Grains.Events;
using Orleans.Concurrency;

namespace Kalshi.Grains;

/// <summary>Turns a batch of edge snapshots into decisions, and takes into orders; the key is the product id.</summary>
public interface IOpportunityGrain : IGrainWithStringKey
{
    /// <summary>Decides on one batch, whose snapshots share <paramref name="asOfTs"/>. A batch not newer than the last one
    /// decided is ignored: deciding twice would trade twice.</summary>
    Task DecideAsync(long asOfTs, IReadOnlyList<EdgeSnapshot> snapshots);

    [AlwaysInterleave]
    Task<DecisionTickView> LatestAsync();
}

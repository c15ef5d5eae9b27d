using Kalshi.Grains.Events;
using Kalshi.Grains.State;
using Orleans.Placement;

namespace Kalshi.Grains.Spot;

/// <summary>A product's spot price and its last hours.</summary>
// Called most by the silo that reads the stream: there its ticks need no network.
[PreferLocalPlacement]
[ImplicitStreamSubscription(StreamNamespaces.Spot)]
public sealed class SpotGrain(
    [PersistentState("spot")] IPersistentState<Checkpoint<SpotState>> stored, IEventHistory history, HotStateOptions options)
    : HotStateGrain<SpotFold, SpotState>(new(options.SpotHistorySeconds), StreamNamespaces.Spot, stored, history, options), ISpotGrain
{
    public Task<SpotView> ViewAsync(long sinceTs) => Task.FromResult(new SpotView(
        this.GetPrimaryKeyString(), Fold.Price, Fold.History.Latest?.Ts, Fold.TsMs, Fold.History.Since(sinceTs).ToArray(), Fold.Ticks, Fold.LateTicks, Cause,
        FoldedSequence));
}


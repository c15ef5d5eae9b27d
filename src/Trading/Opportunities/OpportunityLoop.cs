using Kalshi.Trading.Edges;

namespace Kalshi.Trading.Opportunities;

/// <summary>One decision tick: the decision and the runner's gates.</summary>
public static class OpportunityLoop
{
    /// <summary>Decides on one batch of snapshots (all of one edge tick).</summary>
    /// <param name="openPositions">Markets and sides held; a take must not add to or oppose them.</param>
    /// <param name="recentTakes">Markets and sides taken within the cooldown (<see cref="TakeCooldown.RecentAt"/>).</param>
    /// <param name="now">Unix seconds.</param>
    public static OpportunityTick Decide(
        OpportunityLoopConfig config,
        IReadOnlyList<MarketSnapshot> snapshots,
        IReadOnlySet<PositionKey> openPositions,
        IReadOnlySet<PositionKey> recentTakes,
        long now)
    {
        long? asOf = null;
        foreach (var snapshot in snapshots)
            if (snapshot.AsOfTs is { } ts)
                asOf = Math.Max(asOf ?? ts, ts);
        if (asOf is not { } batch)
            return Undecided(OpportunityTick.NoEdgeSnapshots, null, null, snapshots, openPositions);
        var age = Math.Max(now - batch, 0);
        return config.MaxSnapshotAgeSeconds > 0 && age > config.MaxSnapshotAgeSeconds
            ? Undecided(OpportunityTick.StaleEdgeSnapshots, batch, age, snapshots, openPositions)
            : Decide(config, snapshots, openPositions, recentTakes) with { AsOfTs = batch, SnapshotAgeSeconds = age };
    }

    /// <summary>The decision and the gates, whatever the batch's age.</summary>
    public static OpportunityTick Decide(
        OpportunityLoopConfig config,
        IReadOnlyList<MarketSnapshot> snapshots,
        IReadOnlySet<PositionKey> openPositions,
        IReadOnlySet<PositionKey> recentTakes)
    {
        var batch = OpportunityEngine.Build(snapshots, config.Opportunity with { EmitPasses = true });
        var counters = batch.Counters;
        var passes = batch.Passes.ToList();
        var takes = new LoopGates(config, counters, passes).Apply([.. batch.Takes.OrderByDescending(Rank)], openPositions, recentTakes);
        counters.Takes = takes.Count;
        counters.Passes = passes.Count;
        return new(null, null, null, takes, passes, counters, openPositions.Count + takes.Count);
    }

    /// <summary>The reference ranks by <c>ev_net or -1e9</c>: a take that earns exactly nothing comes last.</summary>
    static double Rank(OpportunityRow row) => row.EvNet is { } ev && ev != 0.0 ? ev : -1e9;

    static OpportunityTick Undecided(
        string error, long? asOf, long? age, IReadOnlyList<MarketSnapshot> snapshots, IReadOnlySet<PositionKey> openPositions) =>
        new(error, asOf, age, [], [], new OpportunityCounters { SnapshotsTotal = snapshots.Count }, openPositions.Count);
}

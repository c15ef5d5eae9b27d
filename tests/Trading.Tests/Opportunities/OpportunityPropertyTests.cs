using FsCheck;
using FsCheck.Fluent;
using Kalshi.Trading.Edges;
using Kalshi.Trading.Opportunities;

namespace Kalshi.Trading.Tests.Opportunities;

public sealed class OpportunityPropertyTests
{
    const long Now = 1_778_500_000;

    static readonly Gen<double?> Ask = Gen.Frequency(
        (8, Gen.Choose(1, 99).Select(c => (double?)c)), (1, Gen.Constant<double?>(null)), (1, Gen.Elements<double?>(0, 100, 0.5)));

    static readonly Gen<MarketSnapshot[]> Batches = Gen.ArrayOf(
        from id in Gen.Choose(0, 9)
        from series in Gen.Elements("KXBTC", "KXBTC15M", "KXETH")
        from probability in Gen.Frequency((12, Property.Between(0, 1).Select(p => (double?)p)), (1, Gen.Constant<double?>(null)))
        from yes in Ask
        from no in Ask
        from horizon in Gen.Choose(0, 1_800)
        from ok in Gen.Frequency((5, Gen.Constant<bool?>(true)), (1, Gen.Elements<bool?>(false, null)))
        from age in Gen.Frequency((6, Gen.Choose(0, 10).Select(a => (long?)a)), (1, Gen.Elements<long?>(null, 11)))
        select new MarketSnapshot
        {
            Market = MarketTicker.Parse($"{series}-1-{id}", "market"),
            AsOfTs = Now,
            ProbabilityYes = probability,
            YesAsk = yes,
            NoAsk = no,
            HorizonSeconds = horizon,
            SpotAgeSeconds = age,
            QuoteAgeSeconds = 1,
            Sigma = new("ewma", ok, null, null, null, null, null, null),
        });

    static readonly Gen<HashSet<PositionKey>> Keys = Gen.ArrayOf(
        from id in Gen.Choose(0, 9)
        from side in Gen.Elements(Side.Yes, Side.No)
        select new PositionKey(MarketTicker.Parse($"KXBTC-1-{id}", "market"), side)).Select(keys => keys.ToHashSet());

    [Fact]
    public void Every_snapshot_becomes_exactly_one_decision_with_a_reason_or_a_take() => Property.Asserted(Batches, snapshots =>
    {
        var batch = OpportunityEngine.Build(snapshots, new());
        Assert.Equal(snapshots.Length, batch.Takes.Count + batch.Passes.Count);
        Assert.All(batch.Takes, r => Assert.True(r is { WouldTrade: true, Eligible: true, Reason: null } && r.EvNet >= 0.03));
        Assert.All(batch.Passes, r => Assert.True(!r.WouldTrade && r.Reason is { Length: > 0 }));
    });

    [Fact]
    public void Both_sides_mode_gives_two_rows_a_snapshot() => Property.Holds(Batches, snapshots =>
        OpportunityEngine.Build(snapshots, new() { BestSideOnly = false }).Rows.Count() == 2 * snapshots.Length);

    [Fact]
    public void The_better_side_is_never_worse_than_either_side_alone() => Property.Asserted(Batches, snapshots =>
    {
        var bySide = OpportunityEngine.Build(snapshots, new() { BestSideOnly = false, MinEv = -9 }).Takes.ToLookup(r => r.Snapshot);
        foreach (var best in OpportunityEngine.Build(snapshots, new() { MinEv = -9 }).Takes)
            Assert.All(bySide[best.Snapshot], side => Assert.True(best.EvNet >= side.EvNet));
    });

    [Fact]
    public void Takes_respect_every_gate() => Property.Asserted(
        from batch in Batches
        from open in Keys
        from recent in Keys
        from cap in Gen.Choose(0, 4)
        select (batch, open, recent, cap),
        x =>
        {
            var tick = OpportunityLoop.Decide(new() { MaxTakesPerTick = x.cap }, x.batch, x.open, x.recent, Now);
            Assert.InRange(tick.Takes.Count, 0, x.cap);
            Assert.Equal(x.batch.Length, tick.Takes.Count + tick.Passes.Count);
            Assert.Equal(tick.Takes.OrderByDescending(r => r.EvNet), tick.Takes);
            Assert.All(tick.Takes, r =>
            {
                Assert.DoesNotContain(x.open, key => key.Market == r.Market);
                Assert.DoesNotContain(r.Key, x.recent);
                Assert.True(r.Ask is > 10 and < 90 || r.EvNet >= 0.06, "thin tail");
                Assert.True(r.Market.Series == "KXETH" || r.TauMinutes >= (r.Market.Series == "KXBTC" ? 10 : 4), "near expiry");
            });
        });

    [Fact]
    public void An_old_or_empty_batch_is_not_decided_on()
    {
        var none = new HashSet<PositionKey>();
        var snapshot = new MarketSnapshot { Market = MarketTicker.Parse("KXBTC-1-1", "market"), AsOfTs = Now };
        Assert.Equal(OpportunityTick.NoEdgeSnapshots, OpportunityLoop.Decide(new(), [], none, none, Now).Error);
        Assert.Equal(OpportunityTick.NoEdgeSnapshots, OpportunityLoop.Decide(new(), [snapshot with { AsOfTs = null }], none, none, Now).Error);
        Assert.Null(OpportunityLoop.Decide(new(), [snapshot], none, none, Now + 60).Error);
        var stale = OpportunityLoop.Decide(new(), [snapshot], none, none, Now + 61);
        Assert.Equal((OpportunityTick.StaleEdgeSnapshots, 61, 0), (stale.Error, stale.SnapshotAgeSeconds!.Value, stale.Passes.Count));
    }

    [Fact]
    public void A_take_is_recent_until_the_cooldown_is_over()
    {
        var key = new PositionKey(MarketTicker.Parse("KXBTC-1-1", "market"), Side.Yes);
        var cooldown = new TakeCooldown(120);
        cooldown.Record(key, Now);
        Assert.Contains(key, cooldown.RecentAt(Now + 120));
        Assert.DoesNotContain(key, cooldown.RecentAt(Now + 121));
    }
}

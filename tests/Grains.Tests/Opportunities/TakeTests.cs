using Kalshi.Grains.Events;
using Kalshi.Grains.Opportunities;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Trading;
using Kalshi.Trading.Opportunities;

namespace Kalshi.Grains.Tests.Opportunities;

/// <summary>What becomes of takes.</summary>
public sealed class TakeTests
{
    const long StartTs = 1_800_000_000;

    static readonly MarketTicker[] Markets =
        [.. Enumerable.Range(1, 3).Select(i => MarketTicker.Parse($"KXBTCD-26NOV2117-T{i}", "test"))];

    readonly MemoryStore _store = new();
    readonly MemoryRecord _record = new();
    readonly SettableTime _time = new(StartTs);

    [Fact]
    public async Task A_take_becomes_an_order_with_an_id_of_its_decision()
    {
        await using var grains = await StartAsync(TradingMode.Paper);

        var tick = await DecideAsync(grains);

        Assert.Equal((3, 3, 0), (tick.Takes, tick.Orders, tick.TakesWithheld));
        Assert.All(_record.Of<ExecutionOrder>(), o => Assert.Equal("paper:" + o.OpportunityKey, o.OrderId));
    }

    [Fact]
    public async Task An_order_that_fails_does_not_end_the_takes_after_it()
    {
        await using var grains = await StartAsync(TradingMode.Paper);
        _record.Recorded = e =>
        {
            if (e is ExecutionFill fill && fill.Market == Markets[0])
                throw new EventNotRecordedException("the bus went away in between");
        };

        var tick = await DecideAsync(grains);

        Assert.Equal((3, 2, 1), (tick.Takes, tick.Orders, tick.OrdersFailed));
        Assert.Contains("the bus went away in between", tick.LastOrderFailure, StringComparison.Ordinal);
        Assert.Equal(Markets[1..], _record.Of<ExecutionOrder>().Where(o => o.Status == "filled").Select(o => o.Market).Order(ByName));
    }

    [Fact]
    public async Task A_batch_of_a_second_that_was_decided_or_lies_before_it_is_not_decided_again_not_even_by_the_next_process()
    {
        await using (var before = await StartAsync(TradingMode.Paper))
            await DecideAsync(before);
        await using var after = await StartAsync(TradingMode.Paper);

        await DecideAsync(after);
        await after.Factory.GetGrain<IOpportunityGrain>("BTC-USD").DecideAsync(StartTs - 1, []);

        Assert.Equal([StartTs], _record.Of<DecisionTick>().Select(tick => tick.AsOfTs));
    }

    [Fact]
    public async Task In_shadow_mode_takes_are_recorded_and_nothing_is_ordered()
    {
        await using var grains = await StartAsync(TradingMode.Shadow);

        var tick = await DecideAsync(grains);

        Assert.Equal((3, 0, 3), (tick.Takes, tick.Orders, tick.ShadowOrders));
        Assert.All(_record.Of<ExecutionOrder>(), o => Assert.Equal(("shadow", "shadow:" + o.OpportunityKey, true), (o.Status, o.OrderId, o.Paper)));
        Assert.Empty(_record.Of<ExecutionFill>());
        Assert.Empty((await grains.Account.ViewAsync()).Open);
    }

    [Fact]
    public async Task The_same_decisions_are_made_in_every_mode()
    {
        List<IReadOnlyList<OpportunityDecision>> decided = [];
        foreach (var mode in (TradingMode[])[TradingMode.Replay, TradingMode.Shadow, TradingMode.Paper])
        {
            await using var grains = await GrainsUnderTest.StartAsync(new MemoryStore(), new(), _time, opportunities: Options(mode));
            decided.Add((await DecideAsync(grains)).Decisions);
        }

        Assert.Equal(decided[0], decided[1]);
        Assert.Equal(decided[0], decided[2]);
    }

    [Theory]
    [InlineData("global", 3)]
    [InlineData("series:KXBTCD", 3)]
    [InlineData("series:KXBTC", 0)]
    public async Task A_closed_gate_withholds_takes_of_its_scope_and_says_why(string scope, int withheld)
    {
        await using var grains = await StartAsync(TradingMode.Paper);
        await grains.Factory.GetGrain<ITradingGateGrain>(scope).PauseAsync("ada", "odd books");

        var tick = await DecideAsync(grains);

        Assert.Equal((3, withheld), (tick.Takes, tick.TakesWithheld));
        Assert.Equal(withheld == 0 ? null : "entries_stopped: operator: ada: odd books", tick.LastWithheldReason);
    }

    static readonly Comparer<MarketTicker> ByName = Comparer<MarketTicker>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value));

    static async Task<DecisionTickView> DecideAsync(GrainsUnderTest grains)
    {
        var opportunities = grains.Factory.GetGrain<IOpportunityGrain>("BTC-USD");
        await opportunities.DecideAsync(StartTs, [.. Markets.Select(Snapshot)]);
        return await opportunities.LatestAsync();
    }

    // Half an hour to go, and YES is worth 80 cents at an ask of 50.
    static EdgeSnapshot Snapshot(MarketTicker market) => new(
        market, StartTs, 0.8, 0.8, 0.28, -0.35, 0.5, 95_000, StartTs, StartTs, StartTs + 1800, 1800, 95_000, 48, 50, 50, 52, 49, 51, 0, 0,
        "ewma", true, null, null, 100, 3600, 10, 3600, "1", 50, 52);

    static OpportunityGrainOptions Options(TradingMode mode) => new() { Mode = mode, Loop = new OpportunityLoopConfig { MaxTakesPerTick = 3 } };

    Task<GrainsUnderTest> StartAsync(TradingMode mode) =>
        GrainsUnderTest.StartAsync(_store, _record, _time, new EntryRules { MaxOpenPositions = 5 }, opportunities: Options(mode));
}

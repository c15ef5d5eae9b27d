using Kalshi.Grains.Edges;
using Kalshi.Grains.Events;
using Kalshi.Grains.Orders;
using Kalshi.Trading;
using Kalshi.Trading.Opportunities;
using Microsoft.Extensions.Logging;

namespace Kalshi.Grains.Opportunities;

/// <summary>Decides on each batch of snapshots, records every decision with its reason, and turns takes into orders.</summary>
public sealed partial class OpportunityGrain(
    [PersistentState("opportunity")] IPersistentState<OpportunityState> state,
    IEventRecorder recorder,
    OpportunityGrainOptions options,
    VenueClock clock,
    ILogger<OpportunityGrain> logger) : Grain, IOpportunityGrain
{
    readonly TakeCooldown _cooldown = new(options.Loop.TakeCooldownSeconds);
    DecisionTickView _latest = new(null, [], 0, 0, 0, null, 0);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var take in state.State.RecentTakes)
            _cooldown.Record(new(take.Market, take.Side), take.Ts);
        return Task.CompletedTask;
    }

    public async Task DecideAsync(long asOfTs, IReadOnlyList<EdgeSnapshot> snapshots)
    {
        if (asOfTs <= state.State.DecidedAsOfTs)
            return;

        var account = await GrainFactory.GetGrain<IPositionGrain>(OrderGrain.PaperAccount).ViewAsync();
        var open = account.Open.Select(p => new PositionKey(p.Market, p.Side)).ToHashSet();
        var tick = OpportunityLoop.Decide(
            options.Loop, [.. snapshots.Select(SnapshotEvents.FromEvent)], open, _cooldown.RecentAt(asOfTs),
            clock.NowTs);

        var version = snapshots.Count > 0 ? snapshots[0].StrategyVersion : "";
        OpportunityDecision[] decisions =
            [.. tick.Takes.Concat(tick.Passes).Select(row => DecisionEvents.From(row, version))];
        await recorder.RecordAsync(decisions);
        await RememberAsync(asOfTs, tick.Takes);
        _latest = _latest with
        {
            AsOfTs = asOfTs,
            Decisions = decisions,
            Decided = _latest.Decided + decisions.Length,
            Takes = _latest.Takes + tick.Takes.Count,
        };

        foreach (var decision in decisions.Where(d => d.WouldTrade))
            await TakeAsync(decision);
    }

    public Task<DecisionTickView> LatestAsync() => Task.FromResult(_latest);

    async Task TakeAsync(OpportunityDecision take)
    {
        var gate = await GrainFactory.GetGrain<ITradingGateGrain>(GateScope.Global).ViewAsync();
        if (gate.Halted)
        {
            LogWithheld(take.Market.Value, take.Side!.Value, gate.Reason);
            _latest = _latest with { TakesWithheld = _latest.TakesWithheld + 1, LastWithheldReason = $"halted: {gate.Reason}" };
            return;
        }

        var key = recorder.KeyOf(take);
        var askCents = take.Side == Side.Yes ? take.YesAskCents : take.NoAskCents;
        var intent = new OrderIntent(
            key, take.Market, take.Side!.Value, options.Quantity, Price.FromSteps((long)Math.Round(askCents!.Value * 100)), take.TsEval);
        var order = await GrainFactory.GetGrain<IOrderGrain>(OrderGrain.PaperId(key)).OpenAsync(intent);
        _latest = _latest with { Orders = _latest.Orders + 1 };
        LogOrdered(order.OrderId, take.Market.Value, take.Side!.Value, order.Status, order.Reason);
    }

    // Before the first order: a batch must never be decided again after a crash in between.
    async Task RememberAsync(long asOfTs, IReadOnlyList<OpportunityRow> takes)
    {
        foreach (var row in takes)
            _cooldown.Record(row.Key, asOfTs);
        var oldest = asOfTs - options.Loop.TakeCooldownSeconds;
        state.State = new OpportunityState
        {
            DecidedAsOfTs = asOfTs,
            RecentTakes =
            [
                .. state.State.RecentTakes.Where(t => t.Ts >= oldest),
                .. takes.Select(row => new RecentTake(row.Market, row.Side, asOfTs)),
            ],
        };
        await state.WriteStateAsync();
    }

    [LoggerMessage(4101, LogLevel.Information, "Order {OrderId}: {Market} {Side} {Status} {Reason}")]
    partial void LogOrdered(string orderId, string market, Side side, string status, string? reason);

    [LoggerMessage(4102, LogLevel.Warning, "Take of {Market} {Side} withheld: trading is halted ({Reason})")]
    partial void LogWithheld(string market, Side side, string? reason);
}

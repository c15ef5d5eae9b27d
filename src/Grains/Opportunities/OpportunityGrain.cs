using Kalshi.Grains.Edges;
using Kalshi.Grains.Events;
using Kalshi.Trading;
using Kalshi.Trading.Opportunities;
using Microsoft.Extensions.Logging;

namespace Kalshi.Grains.Opportunities;

/// <summary>Decides on each batch of snapshots, records every decision with its reason, and turns takes into orders.</summary>
public sealed partial class OpportunityGrain(
    [PersistentState("opportunity")] IPersistentState<OpportunityState> state,
    IEventRecorder recorder,
    OpportunityGrainOptions options,
    IOrderGates gates,
    VenueClock clock,
    ILogger<OpportunityGrain> logger) : Grain, IOpportunityGrain
{
    readonly TakeCooldown _cooldown = new(options.Loop.TakeCooldownSeconds);
    DecisionTickView _latest = new(null, [], 0, 0, 0, null, 0, 0, 0, null);

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

        var account = await GrainFactory.GetGrain<IPositionGrain>(options.Mode.Account).ViewAsync();
        var open = account.Open.Select(p => new PositionKey(p.Market, p.Side)).ToHashSet();
        var decidedTs = clock.NowTs;
        var tick = OpportunityLoop.Decide(
            options.Loop, [.. snapshots.Select(SnapshotEvents.FromEvent)], open, _cooldown.RecentAt(asOfTs), decidedTs);

        var version = snapshots.Count > 0 ? snapshots[0].StrategyVersion : "";
        OpportunityDecision[] decisions =
            [.. tick.Takes.Concat(tick.Passes).Select(row => DecisionEvents.From(row, version))];
        var takes = await AskGatesAsync(decisions.Where(d => d.WouldTrade));
        await recorder.RecordAsync(
        [
            .. decisions,
            .. takes.Select(t => VerdictOf(t.Take, t.Verdict)),
            new DecisionTick(this.GetPrimaryKeyString(), asOfTs, decidedTs, options.Mode.Account, account.Version, decisions.Length),
        ]);
        await RememberAsync(asOfTs, tick.Takes);
        _latest = _latest with
        {
            AsOfTs = asOfTs,
            Decisions = decisions,
            Decided = _latest.Decided + decisions.Length,
            Takes = _latest.Takes + tick.Takes.Count,
        };

        foreach (var (take, verdict) in takes)
            await TakeAsync(take, verdict, decidedTs);
    }

    public Task<DecisionTickView> LatestAsync() => Task.FromResult(_latest);

    // Before the record, which holds the answers: an order asks again before it goes out.
    async Task<IReadOnlyList<(OpportunityDecision Take, GateVerdict Verdict)>> AskGatesAsync(IEnumerable<OpportunityDecision> takes)
    {
        var asked = new List<(OpportunityDecision, GateVerdict)>();
        foreach (var take in takes)
            asked.Add((take, await gates.OfTakeAsync(take)));
        return asked;
    }

    static TakeVerdict VerdictOf(OpportunityDecision take, GateVerdict verdict) => new(
        take.Market, take.TsEval, take.Side!.Value, verdict.Admitted, verdict.ShadowOnly, verdict.Scope, verdict.Word, take.StrategyVersion);

    async Task TakeAsync(OpportunityDecision take, GateVerdict verdict, long decidedTs)
    {
        if (!verdict.Admitted && !verdict.ShadowOnly)
        {
            Withheld(take, verdict.Scope, $"{verdict.Word}: {verdict.Detail}");
            return;
        }
        try
        {
            await (options.Mode == TradingMode.Shadow || verdict.ShadowOnly ? ShadowAsync(take, decidedTs) : OrderAsync(take));
        }
        catch (Exception e)
        {
            // The order's own grain knows how far it got; the other takes of the batch have nothing to do with it.
            LogOrderFailed(e, take.Market.Value, take.Side!.Value);
            _latest = _latest with { OrdersFailed = _latest.OrdersFailed + 1, LastOrderFailure = e.Message };
        }
    }

    async Task OrderAsync(OpportunityDecision take)
    {
        var intent = IntentOf(take);
        var order = await GrainFactory.GetGrain<IOrderGrain>(options.Mode.OrderId(intent.OpportunityKey)).OpenAsync(intent);
        LogOrdered(order.OrderId, take.Market.Value, take.Side!.Value, order.Status, order.Reason);
        // A gate that closed after the batch had asked: the order asked again, and never went out.
        if (order.SentTs is null && GateWords.Has(order.Reason))
            Withheld(take, scope: null, order.Reason);
        else
            _latest = _latest with { Orders = _latest.Orders + 1 };
    }

    void Withheld(OpportunityDecision take, string? scope, string? reason)
    {
        LogWithheld(take.Market.Value, take.Side!.Value, scope, reason);
        _latest = _latest with { TakesWithheld = _latest.TakesWithheld + 1, LastWithheldReason = reason };
    }

    // What would have been sent, on the record beside the real orders.
    async Task ShadowAsync(OpportunityDecision take, long decidedTs)
    {
        var intent = IntentOf(take);
        await recorder.RecordAsync([new ExecutionOrder(
            TradingMode.Shadow.OrderId(intent.OpportunityKey), intent.Market, decidedTs, intent.Side, "open", intent.Quantity, intent.LimitPrice,
            "shadow", Reason: null, intent.OpportunityKey, Paper: true)]);
        _latest = _latest with { ShadowOrders = _latest.ShadowOrders + 1 };
    }

    OrderIntent IntentOf(OpportunityDecision take)
    {
        var askCents = take.Side == Side.Yes ? take.YesAskCents : take.NoAskCents;
        return new(
            recorder.KeyOf(take), take.Market, take.Side!.Value, options.Quantity, Price.FromSteps((long)Math.Round(askCents!.Value * 100)),
            take.TsEval);
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

    [LoggerMessage(4102, LogLevel.Warning, "Take of {Market} {Side} withheld by gate {Scope}: {Reason}")]
    partial void LogWithheld(string market, Side side, string? scope, string? reason);

    [LoggerMessage(4103, LogLevel.Error, "The take of {Market} {Side} failed on its way to an order; the others go on")]
    partial void LogOrderFailed(Exception exception, string market, Side side);
}

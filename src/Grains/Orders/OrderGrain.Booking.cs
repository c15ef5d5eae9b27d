using Kalshi.Grains.Events;
using Kalshi.Trading;
using Kalshi.Trading.Orders;
using Microsoft.Extensions.Logging;

namespace Kalshi.Grains.Orders;

/// <summary>The order and the rest of the system: the record, the account, the limits and the gate.</summary>
public sealed partial class OrderGrain
{
    /// <summary>Tells everybody what they have not been told yet. Whatever fails is done again by the next call, and everybody
    /// recognises what they know.</summary>
    async Task CatchUpAsync()
    {
        var told = state.State;
        var life = Life;
        var fills = life.Fills.Skip(told.Booked).Select(FillEvent).ToArray();
        var events = new List<DomainEvent>();
        // What was refused when it asked ended then.
        var now = life.Fills.Count == 0 && state.State.SentTs is null ? _askedTs ?? clock.NowTs : clock.NowTs;
        if (told.Recorded is null && life.Status != OrderStatus.Pending)
            events.Add(Event(OrderStatus.Pending, null, _askedTs ?? now));
        events.AddRange(fills);
        if (told.Recorded != life.Status)
            events.Add(Event(life.Status, life.Reason, now));
        events.AddRange(FeeDrifts());
        if (events.Count > 0)
            await recorder.RecordAsync(events);

        foreach (var fill in fills)
            await Account.ApplyFillAsync(fill);
        if (life.IsComplete && !told.Released)
            await new OrderAdmission(GrainFactory, gates, options, clock).ReleaseAsync(OrderId, life.Filled);
        await TellOutcomeAsync();
        await TellGateAsync();

        var next = state.State with { Recorded = life.Status, Booked = life.Fills.Count, Released = life.IsComplete };
        if (next == told && _stored == told)
            return;
        Keep(next);
        await state.WriteStateAsync();
        _stored = next;
    }

    // What the row holds, as far as this activation knows; null before its first catch-up.
    OrderState? _stored;

    /// <summary>How sending ended, for whoever counts failures in a row.</summary>
    async Task TellOutcomeAsync()
    {
        if (state.State.OutcomeTold || !Venue.HasOwnTruth || !Life.Sent || Life.Status is OrderStatus.Pending or OrderStatus.Denied)
            return;
        var failed = Life.Status is OrderStatus.Rejected or OrderStatus.Unknown;
        await GrainFactory.GetGrain<IRiskLimitGrain>(AccountName).OutcomeAsync(OrderId, failed ? $"{Life.Status.Word}: {Life.Reason}" : null);
        Keep(state.State with { OutcomeTold = true });
    }

    async Task TellGateAsync()
    {
        var exhausted = Life.Status == OrderStatus.Unknown && state.State.Queries >= options.QueriesMax;
        if (exhausted && !state.State.Raised)
        {
            LogStaysUnknown(OrderId, state.State.Queries, Life.Reason);
            await Gate.RaiseAsync(GateCauses.Unknown(OrderId, $"asked {state.State.Queries} times: {Life.Reason}"));
            Keep(state.State with { Raised = true });
        }
        else if (state.State.Raised && Life.Status != OrderStatus.Unknown)
        {
            await Gate.ClearAsync(GateCauses.UnknownOrder + OrderId, $"the order is {Life.Status.Word}");
            Keep(state.State with { Raised = false });
        }
    }

    // The venue said something that cannot be true of what we know: somebody's books are wrong.
    async Task ContradictedAsync(string refusal)
    {
        LogContradicted(OrderId, refusal);
        await Gate.RaiseAsync(GateCauses.Invariant($"order {OrderId}, {refusal}"));
    }

    ExecutionOrder Event(OrderStatus status, string? reason, long ts)
    {
        var intent = state.State.Intent!;
        return new(
            OrderId, intent.Market, ts, intent.Side, ActionOf(intent), Life.Quantity, intent.LimitPrice, status.Word, reason,
            intent.OpportunityKey, AccountName != TradingMode.Live.Account);
    }

    ExecutionFill FillEvent(OrderFill fill)
    {
        var intent = state.State.Intent!;
        return new(
            fill.FillId, OrderId, intent.Market, fill.Ts, intent.Side, ActionOf(intent), fill.Quantity, fill.Price, fill.Fee, Outcome: null,
            Reason: null, AccountName != TradingMode.Live.Account);
    }

    static string ActionOf(OrderIntent intent) => intent.Effect == OrderEffect.Open ? "open" : "close";

    /// <summary>Our own calculation beside what the venue charged, fill by fill: its rounding remembers the fills before.</summary>
    IEnumerable<ReconciliationFinding> FeeDrifts()
    {
        if (!Venue.HasOwnTruth)
            yield break;
        var account = VenueFeeSchedule.General.Begin(options.FeeRule);
        var isBuy = state.State.Intent!.Effect == OrderEffect.Open;
        foreach (var (index, fill) in Life.Fills.Index())
        {
            var role = fill.IsTaker ? VenueFeeRole.Taker : VenueFeeRole.Maker;
            var expected = account.Charge(new(role, fill.Price, isBuy ? fill.Quantity : -fill.Quantity)).Net.Ceiling();
            var drift = fill.Fee - expected;
            if (index < state.State.Booked || (drift <= options.FeeTolerance && -drift <= options.FeeTolerance))
                continue;
            LogFeeDrift(OrderId, fill.FillId, fill.Fee, expected);
            yield return new ReconciliationFinding(
                $"fee:{fill.FillId}", AccountName, clock.NowTs, "fee", fill.FillId, expected.ToString(), fill.Fee.ToString(), Explained: true);
        }
    }

    [LoggerMessage(4221, LogLevel.Critical, "Order {OrderId}: asked {Queries} times, its outcome is still unknown: {Reason}")]
    partial void LogStaysUnknown(string orderId, int queries, string? reason);

    [LoggerMessage(4223, LogLevel.Critical, "Order {OrderId}: the venue contradicts what is known: {Refusal}")]
    partial void LogContradicted(string orderId, string refusal);

    [LoggerMessage(4222, LogLevel.Error, "Order {OrderId}, fill {FillId}: the venue charged {Fee}, our calculation says {Expected}")]
    partial void LogFeeDrift(string orderId, string fillId, Money fee, Money expected);
}

using Kalshi.Grains.Events;
using Kalshi.Grains.State;
using Kalshi.Trading;
using Kalshi.Trading.Orders;
using Microsoft.Extensions.Logging;

namespace Kalshi.Grains.Positions;

/// <summary>One account. All its bookings pass through here one at a time, so limits hold for orders that run together.</summary>
/// <remarks>Every booking is checked against the ledger's invariants before it is stored: one that would break them is not made,
/// halts trading and throws.</remarks>
public sealed partial class PositionGrain(
    [PersistentState("positions")] IPersistentState<PositionState> state,
    IEventRecorder recorder,
    EntryRules rules,
    VenueClock clock,
    ILogger<PositionGrain> logger) : Grain, IPositionGrain
{
    // No fill can arrive this late: the bus keeps events no longer.
    const long RememberSeconds = 7 * 24 * 3600;

    string AccountName => this.GetPrimaryKeyString();

    bool IsPaper => AccountName != TradingMode.Live.Account;

    public async Task<string?> ReserveAsync(string orderId, OrderIntent intent, long? atTs)
    {
        var reservations = state.State.Reservations;
        if (reservations.ContainsKey(orderId))
            return null;
        var reason = intent.Effect == OrderEffect.Close ? RefuseExit(intent) : RefuseEntry(intent, atTs ?? clock.NowTs);
        if (reason is null)
            await state.CommitAsync(state.State with { Reservations = With(reservations, orderId, intent) });
        return reason;
    }

    public Task CancelReservationAsync(string orderId) => state.State.Reservations.ContainsKey(orderId)
        ? state.CommitAsync(state.State with { Reservations = Without(state.State.Reservations, orderId) })
        : Task.CompletedTask;

    public async Task ApplyFillAsync(ExecutionFill fill)
    {
        if (state.State.BookedFills.ContainsKey(fill.FillId))
            return;
        var isOpen = fill.Action == "open";
        // Selling a side is buying the other one at 1 - p: the venue has no other kind of sale.
        var (side, price) = isOpen ? (fill.Side, fill.Price) : (fill.Side.Opposite, fill.Price.Complement);
        var next = Booked(fill.FillId, account => account.Trade(fill.Market, side, fill.Quantity, price, fill.Fee, fill.TsFill));
        await state.CommitAsync((await CheckedAsync(fill.FillId, next)) with
        {
            LastEntries = isOpen
                ? Recent(With(state.State.LastEntries, EntryKey(fill.Market, fill.Side), fill.TsFill), ts => ts)
                : state.State.LastEntries,
            BookedFills = Recent(With(state.State.BookedFills, fill.FillId, fill.TsFill), ts => ts),
            Fills = state.State.Fills + 1,
        });
        await TellLimitsAsync(fill.OrderId, fill.Quantity);
    }

    public async Task SettleAsync(MarketTicker market, int outcome, long settledTs)
    {
        var earlier = state.State.Settled.GetValueOrDefault(market.Value);
        // One outcome a market, whoever tells it: a second one means that somebody's settlement is wrong.
        if (earlier is not null && earlier.Outcome != outcome)
            await CheckedAsync(SettlementId(market, 0), (null, $"{market} has paid out at {earlier.Outcome} and shall settle at {outcome}"));
        if (!state.State.ToAccount().Open.TryGetValue(market, out var position))
            return;

        var id = SettlementId(market, earlier?.Payouts ?? 0);
        await recorder.RecordAsync([new ExecutionFill(
            id, id, market, settledTs, position.Side, "settle", position.Quantity,
            position.Payout(outcome).IsZero ? Price.Zero : Price.One, Money.Zero, outcome, "settlement", IsPaper)]);
        var next = await CheckedAsync(id, Booked(id, account => account.Settle(market, outcome)));
        await state.CommitAsync(next with
        {
            Settled = Recent(With(state.State.Settled, market.Value, new SettledMarket(outcome, (earlier?.Payouts ?? 0) + 1, clock.NowTs)), s => s.BookedTs),
            Settlements = state.State.Settlements + 1,
        });
        await TellLimitsAsync(null, Quantity.Zero);
    }

    public async Task AdoptAsync(string adoptionId, MarketTicker market, Side side, Quantity quantity, Money cost, string reason)
    {
        if (state.State.BookedFills.ContainsKey(adoptionId))
            return;
        var next = await CheckedAsync(adoptionId, Booked(adoptionId, account => account.Adopt(market, side, quantity, cost, clock.NowTs)));
        LogAdopted(AccountName, market, quantity, side, cost, reason);
        await state.CommitAsync(next with { BookedFills = Recent(With(state.State.BookedFills, adoptionId, clock.NowTs), ts => ts) });
        await TellLimitsAsync(null, Quantity.Zero);
    }

    // A dictionary keeps no order; ids do, for whoever looks at the list twice.
    public Task<IReadOnlyList<string>> PendingOrdersAsync() => Task.FromResult<IReadOnlyList<string>>(
        [.. state.State.Reservations.OrderBy(r => r.Value.DecidedTs).ThenBy(r => r.Key, StringComparer.Ordinal).Select(r => r.Key)]);

    public async Task<PnlSnapshot> SnapshotAsync()
    {
        var (account, pending) = (state.State.ToAccount(), state.State.Reservations.Count);
        var cost = account.Open.Values.Aggregate(Money.Zero, (sum, p) => sum + p.Cost);
        var snapshot = new PnlSnapshot(
            AccountName, clock.NowTs, account.Cash, account.RealizedPnl, await UnrealizedAsync(account), account.FeesPaid, cost,
            account.Open.Count, pending);
        await recorder.RecordAsync([snapshot]);
        return snapshot;
    }

    public Task<PositionsView> ViewAsync() => Task.FromResult(new PositionsView(
        state.State.Open, state.State.Reservations.Count, state.State.Cash, state.State.RealizedPnl, state.State.FeesPaid,
        state.State.Fills, state.State.Settlements, state.State.Version));

    string? RefuseEntry(OrderIntent intent, long nowTs)
    {
        var held = state.State.Open.ToDictionary(p => p.Market, p => p.Side);
        foreach (var pending in state.State.Reservations.Values.Where(r => r.Effect == OrderEffect.Open))
            held[pending.Market] = pending.Side;
        long? last = state.State.LastEntries.TryGetValue(EntryKey(intent.Market, intent.Side), out var ts) ? ts : null;
        return rules.Refuse(intent.Market, intent.Side, intent.LimitPrice, held, last, nowTs);
    }

    /// <summary>Reduce-only: what other exits may still sell counts as sold. And an exit never meets an order of our own.</summary>
    string? RefuseExit(OrderIntent intent)
    {
        var others = state.State.Reservations.Values.Where(other => other.Market == intent.Market).ToArray();
        if (others.Any(other => OrderRules.WouldSelfTrade(
            intent.Side, intent.Effect, intent.LimitPrice, other.Side, other.Effect, other.LimitPrice)))
            return "self_trade";
        var position = state.State.Open.FirstOrDefault(p => p.Market == intent.Market && p.Side == intent.Side);
        var leaving = others.Where(other => other.Effect == OrderEffect.Close).Aggregate(Quantity.Zero, (sum, other) => sum + other.Quantity);
        return position is null || intent.Quantity > position.Quantity - leaving ? "reduce_only_exceeds_position" : null;
    }

    // A fill that becomes known after the payout is paid out by itself, and needs an identity of its own.
    string SettlementId(MarketTicker market, int earlier) =>
        earlier == 0 ? $"settle:{AccountName}:{market}" : $"settle:{AccountName}:{market}:{earlier + 1}";

    static string EntryKey(MarketTicker market, Side side) => $"{market}:{side}";
}

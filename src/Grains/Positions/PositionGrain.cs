using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Grains.Positions;

/// <summary>One account. All its bookings pass through here one at a time, so limits hold for orders that run together.</summary>
public sealed class PositionGrain(
    [PersistentState("positions")] IPersistentState<PositionState> state,
    IEventRecorder recorder,
    EntryRules rules,
    VenueClock clock) : Grain, IPositionGrain
{
    // No fill can arrive this late: the bus keeps events no longer.
    const long RememberSeconds = 7 * 24 * 3600;

    public async Task<string?> ReserveAsync(string orderId, OrderIntent intent)
    {
        var reservations = state.State.Reservations;
        if (reservations.ContainsKey(orderId))
            return null;

        var held = state.State.Open.ToDictionary(p => p.Market, p => p.Side);
        foreach (var pending in reservations.Values)
            held[pending.Market] = pending.Side;
        long? last = state.State.LastEntries.TryGetValue(EntryKey(intent.Market, intent.Side), out var ts) ? ts : null;
        if (rules.Refuse(intent.Market, intent.Side, intent.LimitPrice, held, last, clock.NowTs) is { } reason)
            return reason;

        await StoreAsync(state.State with { Reservations = With(reservations, orderId, intent) });
        return null;
    }

    public Task CancelReservationAsync(string orderId) => state.State.Reservations.ContainsKey(orderId)
        ? StoreAsync(state.State with { Reservations = Without(state.State.Reservations, orderId) })
        : Task.CompletedTask;

    public Task ApplyFillAsync(ExecutionFill fill)
    {
        if (state.State.BookedFills.ContainsKey(fill.FillId))
            return CancelReservationAsync(fill.OrderId);

        var cost = (fill.Price * fill.Quantity).Ceiling();
        var account = Load().Buy(fill.Market, fill.Side, fill.Quantity, cost, fill.Fee, fill.TsFill);
        return StoreAsync(Save(account) with
        {
            Reservations = Without(state.State.Reservations, fill.OrderId),
            LastEntries = Recent(With(state.State.LastEntries, EntryKey(fill.Market, fill.Side), fill.TsFill)),
            BookedFills = Recent(With(state.State.BookedFills, fill.FillId, fill.TsFill)),
            Fills = state.State.Fills + 1,
        });
    }

    public async Task SettleAsync(MarketTicker market, int outcome, long settledTs)
    {
        var before = Load();
        if (!before.Open.TryGetValue(market, out var position))
            return;

        var id = $"settle:{this.GetPrimaryKeyString()}:{market}";
        await recorder.RecordAsync([new ExecutionFill(
            id, id, market, settledTs, position.Side, "settle", position.Quantity,
            position.Payout(outcome).IsZero ? Price.Zero : Price.One, Money.Zero, outcome, "settlement", Paper: true)]);
        await StoreAsync(Save(before.Settle(market, outcome)) with { Settlements = state.State.Settlements + 1 });
    }

    public Task<IReadOnlyList<string>> PendingOrdersAsync() =>
        Task.FromResult<IReadOnlyList<string>>([.. state.State.Reservations.Keys.Order(StringComparer.Ordinal)]);

    public Task<PositionsView> ViewAsync() => Task.FromResult(new PositionsView(
        state.State.Open, state.State.Reservations.Count, state.State.Cash, state.State.RealizedPnl, state.State.FeesPaid,
        state.State.Fills, state.State.Settlements));

    Account Load() => new(
        state.State.Open.ToDictionary(p => p.Market, p => new Position(p.Market, p.Side, p.Quantity, p.Cost, p.Fees, p.OpenedTs)),
        state.State.Cash, state.State.RealizedPnl, state.State.FeesPaid);

    PositionState Save(Account account) => state.State with
    {
        Open = [.. account.Open.Values
            .OrderBy(p => p.Market.Value, StringComparer.Ordinal)
            .Select(p => new PositionView(p.Market, p.Side, p.Quantity, p.Cost, p.Fees, p.OpenedTs))],
        Cash = account.Cash,
        RealizedPnl = account.RealizedPnl,
        FeesPaid = account.FeesPaid,
    };

    async Task StoreAsync(PositionState next)
    {
        var before = state.State;
        state.State = next;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            // What is not stored has not happened.
            state.State = before;
            throw;
        }
    }

    Dictionary<string, long> Recent(Dictionary<string, long> times)
    {
        var oldest = clock.NowTs - RememberSeconds;
        foreach (var expired in times.Where(t => t.Value < oldest).Select(t => t.Key).ToArray())
            times.Remove(expired);
        return times;
    }

    static Dictionary<string, T> With<T>(IReadOnlyDictionary<string, T> map, string key, T value) => new(map) { [key] = value };

    static Dictionary<string, T> Without<T>(IReadOnlyDictionary<string, T> map, string key)
    {
        var copy = new Dictionary<string, T>(map);
        copy.Remove(key);
        return copy;
    }

    static string EntryKey(MarketTicker market, Side side) => $"{market}:{side}";
}

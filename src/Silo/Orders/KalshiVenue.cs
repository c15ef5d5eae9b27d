using Kalshi.Grains;
using Kalshi.Grains.Orders;
using Kalshi.Trading;
using Kalshi.Trading.Orders;
using Kalshi.Venues;
using VenueOrder = Kalshi.Grains.Orders.VenueOrder;

namespace Kalshi.Silo.Orders;

/// <summary>Kalshi behind the port of the order grain.</summary>
/// <remarks>Whatever the client throws or leaves open is <see cref="VenueUnknown"/>. A listing counts as evidence only when it is
/// complete and every item of it could be read.</remarks>
sealed class KalshiVenue(KalshiOrders orders, KalshiOrderGroup group, VenueClock clock) : IOrderVenue
{
    // The venue's clock and ours differ; a listing that begins a little earlier misses nothing.
    const long ClockMarginSeconds = 60;

    // Orders asked for one by one because a fill names them and the listing does not reach back to them.
    const int LateOrdersMax = 50;

    public string Name => GateScope.Kalshi;

    public bool HasOwnTruth => true;

    public bool KeepsBooks => true;

    public async Task<VenueAnswer> SubmitAsync(VenueOrder order, CancellationToken cancel)
    {
        string groupId;
        try
        {
            groupId = await group.CurrentAsync(cancel);
        }
        catch (Exception e)
        {
            return new VenueNotSent($"no order group to put it in: {e.Message}");
        }
        return KalshiReports.Answer(order, await orders.CreateAsync(KalshiReports.Request(order, groupId), cancel));
    }

    public async Task<VenueAnswer> FindAsync(VenueOrder order, CancellationToken cancel)
    {
        try
        {
            if (order.VenueOrderId is { } id)
            {
                return await orders.OrderAsync(id, cancel) is { } known
                    ? KalshiReports.Answer(known)
                    : new VenueUnknown($"the venue does not know its own order {id}");
            }
            var listing = await orders.OrdersAsync(order.Intent.Market, null, order.SentTs - ClockMarginSeconds, cancel);
            if (listing.Items.FirstOrDefault(o => o.ClientOrderId == order.OrderId) is { } found)
                return KalshiReports.Answer(found);
            return Fault("orders", listing) is { } fault
                ? new VenueUnknown(fault)
                : new VenueAbsent($"a complete listing of {listing.Items.Count} orders of {order.Intent.Market} does not have it");
        }
        catch (KalshiRestException e)
        {
            return new VenueUnknown(e.Message);
        }
    }

    public async Task<VenueAnswer> CancelAsync(VenueOrder order, CancellationToken cancel)
    {
        if (order.VenueOrderId is not { } id)
            return new VenueUnknown("the venue has not told its order id");
        return await orders.CancelAsync(id, cancel) switch
        {
            // How much was filled before is for the order itself to say.
            OrderCancelled => await FindAsync(order, cancel),
            NothingToCancel n => new VenueRefused(n.Text),
            CancelRejected r => new VenueUnknown($"HTTP {(int)r.Status}: {r.Text}"),
            CancelUnknown u => new VenueUnknown(u.Cause),
            var other => new VenueUnknown($"{other.GetType().Name} is no outcome"),
        };
    }

    public async Task<VenueAnswer> DecreaseAsync(VenueOrder order, Quantity quantity, CancellationToken cancel)
    {
        // The venue counts what remains, and only it knows how much is filled by now.
        if (order.VenueOrderId is not { } id || await FindAsync(order, cancel) is not VenueFound { Report: var before })
            return new VenueUnknown("the venue does not tell how the order stands");
        if (before.Status != VenueOrderStatus.Resting || quantity <= before.Filled)
            return new VenueRefused($"{before.Filled} are filled and {before.Remaining} remain");
        return await orders.DecreaseAsync(id, quantity - before.Filled, cancel) switch
        {
            OrderChanged => await FindAsync(order, cancel),
            NothingToChange n => new VenueRefused(n.Text),
            ChangeRejected r => new VenueRefused($"HTTP {(int)r.Status}: {r.Text}"),
            ChangeDenied d => new VenueRefused(d.Reason),
            ChangeUnknown u => new VenueUnknown(u.Cause),
            var other => new VenueUnknown($"{other.GetType().Name} is no outcome"),
        };
    }

    public async Task<IReadOnlyList<OrderFill>> FillsAsync(VenueOrder order, CancellationToken cancel)
    {
        var fills = await ReadAsync("fills", () => orders.FillsAsync(order.Intent.Market, order.VenueOrderId, order.SentTs - ClockMarginSeconds, cancel));
        return [.. fills.Where(f => f.OrderId == order.VenueOrderId).OrderBy(f => f.CreatedTs)
            .Select(f => KalshiReports.Fill(f, order.Intent.Side, clock.NowTs))];
    }

    public Task<string?> CancelGroupAsync(CancellationToken cancel) => group.TriggerAsync(cancel);

    public async Task<VenueTruth> TruthAsync(long sinceTs, CancellationToken cancel)
    {
        var resting = await ReadAsync("resting orders", () => orders.OrdersAsync(null, "resting", null, cancel));
        var recent = await ReadAsync("orders", () => orders.OrdersAsync(null, null, sinceTs - ClockMarginSeconds, cancel));
        var fills = await ReadAsync("fills", () => orders.FillsAsync(null, sinceTs - ClockMarginSeconds, cancel));
        var positions = await ReadAsync("positions", () => orders.PositionsAsync(cancel));
        var balance = await ReadAsync("balance", () => orders.BalanceAsync(cancel));
        // The later listing knows an order's later state.
        var byId = resting.Concat(recent).GroupBy(o => o.OrderId).ToDictionary(g => g.Key, g => g.Last());
        foreach (var late in await LateOrdersAsync([.. fills.Select(f => f.OrderId).Distinct().Where(id => !byId.ContainsKey(id))], cancel))
            byId[late.OrderId] = late;
        return new(
            [.. byId.Values.OrderBy(o => o.OrderId, StringComparer.Ordinal).Select(TruthOrder)],
            [.. fills.Select(f => new VenueTruthFill(f.OrderId, f.Ticker, f.Outcome, KalshiReports.Fill(f, f.Outcome, clock.NowTs)))],
            [.. positions.Where(p => !p.Position.IsZero).Select(p => new VenueTruthPosition(p.Ticker, p.Position, KalshiReports.Dollars(p.Exposure)))],
            Money.FromSteps(balance.AvailableCents * (Money.Scale / 100)),
            Held(byId.Values.Where(o => o.Status == "resting"), positions));
    }

    async Task<IReadOnlyList<Venues.VenueOrder>> LateOrdersAsync(string[] ids, CancellationToken cancel)
    {
        if (ids.Length > LateOrdersMax)
            throw new VenueUnavailableException($"orders: {ids.Length} fills belong to orders that the listing does not have");
        var late = new List<Venues.VenueOrder>();
        foreach (var id in ids)
        {
            late.Add(await ReadAsync("order", () => orders.OrderAsync(id, cancel))
                ?? throw new VenueUnavailableException($"orders: a fill names order {id}, which the venue does not know"));
        }
        return late;
    }

    static VenueTruthOrder TruthOrder(Venues.VenueOrder order) => new(
        order.ClientOrderId, order.Ticker,
        KalshiReports.Report(order) ?? throw new VenueUnavailableException($"order {order.OrderId}: status '{order.Status}' is not known"));

    /// <summary>What resting orders bind: contracts that close a position bind nothing.</summary>
    static Money Held(IEnumerable<Venues.VenueOrder> resting, IReadOnlyList<VenuePosition> positions)
    {
        var held = Money.Zero;
        foreach (var order in resting)
        {
            var position = positions.FirstOrDefault(p => p.Ticker == order.Ticker)?.Position ?? Quantity.Zero;
            var closing = order.Outcome == Side.Yes ? -position : position;
            var opening = closing > Quantity.Zero ? order.Remaining - closing : order.Remaining;
            if (opening > Quantity.Zero)
                held += ((order.Outcome == Side.Yes ? order.YesPrice : order.YesPrice.Complement) * opening).Ceiling();
        }
        return held;
    }

    static async Task<IReadOnlyList<T>> ReadAsync<T>(string what, Func<Task<Listing<T>>> read)
    {
        var listing = await ReadAsync<Listing<T>>(what, read);
        return Fault(what, listing) is { } fault ? throw new VenueUnavailableException(fault) : listing.Items;
    }

    static async Task<T> ReadAsync<T>(string what, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (KalshiRestException e)
        {
            throw new VenueUnavailableException($"{what}: {e.Message}", e);
        }
    }

    static string? Fault<T>(string what, Listing<T> listing) =>
        !listing.IsComplete ? $"{what}: the listing is not complete"
        : listing.Rejected.Count > 0 ? $"{what}: {listing.Rejected.Count} items cannot be read, the first because {listing.Rejected[0]}"
        : null;
}

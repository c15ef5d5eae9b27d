using Kalshi.Trading;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Orders;

/// <summary>Paper fills from the live book: displayed depth for takers, queue position for orders that rest, and a latency.</summary>
/// <remarks>It keeps nothing: each order is a grain of its own (<see cref="IPaperOrderGrain"/>), and survives the process. Which orders
/// are open is in the account. Refusals and fills are those of the engine; what it cannot answer is an exception, and so unknown.</remarks>
public sealed class BookPaperVenue(IGrainFactory grains, PaperFillOptions options, VenueClock clock) : IOrderVenue
{
    public string Name => "paper";

    public bool HasOwnTruth => true;

    public bool KeepsBooks => false;

    public async Task<VenueAnswer> SubmitAsync(VenueOrder order, CancellationToken cancel)
    {
        await Task.Delay(options.Latency, clock.Time, cancel);
        return Answer(order.OrderId, await Paper(order.OrderId).PlaceAsync(order.Intent));
    }

    public async Task<VenueAnswer> FindAsync(VenueOrder order, CancellationToken cancel) =>
        await Paper(order.OrderId).ViewAsync() is { } known ? Answer(order.OrderId, known)
        // Of a build whose engine lived as long as its process: nobody watched its queue since.
        : order.VenueOrderId is { } id ? new VenueFound(new(id, VenueOrderStatus.Cancelled, order.Reported, Quantity.Zero))
        : new VenueAbsent("the paper engine never had it");

    public async Task<VenueAnswer> CancelAsync(VenueOrder order, CancellationToken cancel) =>
        await Paper(order.OrderId).CancelAsync() is { } ended ? Answer(order.OrderId, ended) : new VenueRefused("nothing rests");

    public async Task<VenueAnswer> DecreaseAsync(VenueOrder order, Quantity quantity, CancellationToken cancel) =>
        await Paper(order.OrderId).DecreaseAsync(quantity) is { } smaller
            ? Answer(order.OrderId, smaller)
            : new VenueRefused("nothing rests beyond that");

    public async Task<IReadOnlyList<OrderFill>> FillsAsync(VenueOrder order, CancellationToken cancel) =>
        await Paper(order.OrderId).ViewAsync() is { } known
            ? [.. known.Fills.Select(f => new OrderFill(f.FillId, f.Quantity, f.Price, f.Fee, f.IsTaker, f.Ts))]
            : throw new VenueUnavailableException("the paper engine never had it");

    public async Task<string?> CancelGroupAsync(CancellationToken cancel)
    {
        foreach (var orderId in await OpenAsync())
            await Paper(orderId).CancelAsync();
        return null;
    }

    public async Task<VenueTruth> TruthAsync(long sinceTs, CancellationToken cancel)
    {
        var orders = new List<VenueTruthOrder>();
        foreach (var orderId in await OpenAsync())
        {
            var order = await grains.GetGrain<IOrderGrain>(orderId).ViewAsync();
            if (order is not null && await Paper(orderId).ViewAsync() is { Refusal: null } known)
                orders.Add(new(orderId, order.Intent.Market, Report(orderId, known)));
        }
        return new(orders, [], [], null, Money.Zero);
    }

    /// <summary>Lets every order that is open look at its book.</summary>
    /// <returns>Orders that have changed.</returns>
    public async Task<IReadOnlyList<string>> LookAsync()
    {
        var changed = new List<string>();
        foreach (var orderId in await OpenAsync())
        {
            if (await Paper(orderId).LookAsync(options.TradeSharePercent))
                changed.Add(orderId);
        }
        return changed;
    }

    Task<IReadOnlyList<string>> OpenAsync() => grains.GetGrain<IPositionGrain>(TradingMode.Paper.Account).PendingOrdersAsync();

    IPaperOrderGrain Paper(string orderId) => grains.GetGrain<IPaperOrderGrain>(orderId);

    static VenueAnswer Answer(string orderId, PaperOrderView order) =>
        order.Refusal is { } reason ? new VenueRefused(reason) : new VenueFound(Report(orderId, order));

    static OrderReported Report(string orderId, PaperOrderView order) => new(
        orderId, order.Status, order.Fills.Aggregate(Quantity.Zero, (sum, fill) => sum + fill.Quantity), order.Remaining);
}

using Kalshi.Trading;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Orders;

/// <summary>Paper fills from the live book: displayed depth for takers, queue position for orders that rest, and a latency.</summary>
/// <remarks>Its book of orders lives as long as the process. An order that rested when the last one ended is found cancelled: nobody
/// watched its queue meanwhile. A book that is not live fills nothing.</remarks>
public sealed class BookPaperVenue(IGrainFactory grains, PaperFillOptions options, VenueClock clock) : IOrderVenue
{
    const int Depth = 1000;

    readonly Lock _gate = new();
    readonly Dictionary<string, PaperOrder> _orders = [];
    readonly Queue<string> _ended = new();

    public string Name => "paper";

    public bool HasOwnTruth => true;

    public bool KeepsBooks => false;

    public async Task<VenueAnswer> SubmitAsync(VenueOrder order, CancellationToken cancel)
    {
        await Task.Delay(options.Latency, clock.Time, cancel);
        if (await BookAsync(order.Intent) is not { } book)
            return new VenueRefused("book_not_live");
        lock (_gate)
        {
            if (_orders.TryGetValue(order.OrderId, out var known))
                return new VenueFound(known.Report);
            var paper = new PaperOrder(order);
            var taken = PaperMatching.Take(paper.Price, paper.Quantity, book.Asks);
            var available = taken.Aggregate(Quantity.Zero, (sum, level) => sum + level.Size);
            if (order.Intent.PostOnly && !available.IsZero)
                return new VenueRefused("post_only_cross");
            _orders.Add(order.OrderId, paper);
            if (order.Intent.TimeInForce != TimeInForce.FillOrKill || available == paper.Quantity)
            {
                foreach (var level in taken)
                    paper.Fill(level.Price, level.Size, isTaker: true, clock.NowTs);
            }
            if (order.Intent.TimeInForce == TimeInForce.GoodTillCancelled && paper.Status == VenueOrderStatus.Resting)
                paper.Place = new(PaperMatching.SizeAt(paper.Price, book.Bids), PaperMatching.SizeAt(paper.Price, book.Bids));
            else
                End(paper);
            return new VenueFound(paper.Report);
        }
    }

    public Task<VenueAnswer> FindAsync(VenueOrder order, CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult<VenueAnswer>(
                _orders.TryGetValue(order.OrderId, out var known) ? new VenueFound(known.Report)
                : order.VenueOrderId is { } id ? new VenueFound(new(id, VenueOrderStatus.Cancelled, order.Reported, Quantity.Zero))
                : new VenueAbsent("the paper engine of this process never had it"));
        }
    }

    public Task<VenueAnswer> CancelAsync(VenueOrder order, CancellationToken cancel)
    {
        lock (_gate)
        {
            if (!_orders.TryGetValue(order.OrderId, out var known) || known.Status != VenueOrderStatus.Resting)
                return Task.FromResult<VenueAnswer>(new VenueRefused("nothing rests"));
            End(known);
            return Task.FromResult<VenueAnswer>(new VenueFound(known.Report));
        }
    }

    public Task<VenueAnswer> DecreaseAsync(VenueOrder order, Quantity quantity, CancellationToken cancel)
    {
        lock (_gate)
        {
            if (!_orders.TryGetValue(order.OrderId, out var known) || known.Status != VenueOrderStatus.Resting || quantity <= known.Filled)
                return Task.FromResult<VenueAnswer>(new VenueRefused("nothing rests beyond that"));
            known.Quantity = quantity;
            return Task.FromResult<VenueAnswer>(new VenueFound(known.Report));
        }
    }

    public Task<IReadOnlyList<OrderFill>> FillsAsync(VenueOrder order, CancellationToken cancel)
    {
        lock (_gate)
        {
            return _orders.TryGetValue(order.OrderId, out var known)
                ? Task.FromResult<IReadOnlyList<OrderFill>>([.. known.Fills])
                : throw new VenueUnavailableException("the paper engine of this process never had it");
        }
    }

    public Task<string?> CancelGroupAsync(CancellationToken cancel)
    {
        lock (_gate)
        {
            foreach (var order in _orders.Values.Where(o => o.Status == VenueOrderStatus.Resting).ToArray())
                End(order);
        }
        return Task.FromResult<string?>(null);
    }

    public Task<VenueTruth> TruthAsync(long sinceTs, CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult(new VenueTruth(
                [.. _orders.Values.OrderBy(o => o.OrderId, StringComparer.Ordinal).Select(o => new VenueTruthOrder(o.OrderId, o.Market, o.Report))],
                [], [], null, Money.Zero));
        }
    }

    /// <summary>Looks at the books of all resting orders, and ends what has expired.</summary>
    /// <returns>Orders that have changed.</returns>
    public async Task<IReadOnlyList<string>> LookAsync()
    {
        PaperOrder[] resting;
        lock (_gate)
            resting = [.. _orders.Values.Where(o => o.Status == VenueOrderStatus.Resting).OrderBy(o => o.OrderId, StringComparer.Ordinal)];
        var changed = new List<string>();
        foreach (var order in resting)
        {
            var book = await BookAsync(order.Order.Intent);
            lock (_gate)
            {
                if (order.Status == VenueOrderStatus.Resting && Look(order, book))
                    changed.Add(order.OrderId);
            }
        }
        return changed;
    }

    bool Look(PaperOrder order, (IReadOnlyList<BookLevel> Bids, IReadOnlyList<BookLevel> Asks)? book)
    {
        if (order.Order.Intent.ExpirationTs <= clock.NowTs)
        {
            End(order);
            return true;
        }
        if (book is not { } live)
            return false;
        var (place, filled) = PaperMatching.Look(
            order.Place, order.Price, order.Quantity - order.Filled, live.Bids, live.Asks, options.TradeSharePercent);
        order.Place = place;
        if (filled.IsZero)
            return false;
        order.Fill(order.Price, filled, isTaker: false, clock.NowTs);
        if (order.Status != VenueOrderStatus.Resting)
            End(order);
        return true;
    }

    void End(PaperOrder order)
    {
        order.End();
        _ended.Enqueue(order.OrderId);
        while (_ended.Count > options.EndedMax)
            _orders.Remove(_ended.Dequeue());
    }

    /// <summary>Bids and asks of the side that the order buys, best first; null unless the book is live.</summary>
    async Task<(IReadOnlyList<BookLevel> Bids, IReadOnlyList<BookLevel> Asks)?> BookAsync(OrderIntent intent)
    {
        var book = await grains.GetGrain<IMarketGrain>(intent.Market.Value).BookAsync(Depth);
        if (book.State != "live")
            return null;
        BookLevel[] bids = [.. book.YesBids.Select(row => new BookLevel(row.Price, row.Size))];
        BookLevel[] asks = [.. book.YesAsks.Select(row => new BookLevel(row.Price, row.Size))];
        if (PaperOrder.BoughtSide(intent) == Side.Yes)
            return (bids, asks);
        // A purchase of NO at p is a sale of YES at 1 - p: the same book from its other side.
        BookLevel[] noBids = [.. asks.Select(Mirrored)];
        BookLevel[] noAsks = [.. bids.Select(Mirrored)];
        return (noBids, noAsks);
    }

    static BookLevel Mirrored(BookLevel level) => new(level.Price.Complement, level.Size);
}

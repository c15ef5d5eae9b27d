using Kalshi.Grains.State;
using Kalshi.Trading;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Orders;

/// <summary>One paper order: displayed depth for takers, queue position for an order that rests.</summary>
/// <remarks>Fills and ends are stored before anybody hears of them. The place in the queue is not: after a restart nobody knows what
/// its level did meanwhile, and the order stands at the end of what is displayed then.</remarks>
public sealed class PaperOrderGrain([PersistentState("paper_order")] IPersistentState<PaperOrderState> state, VenueClock clock)
    : Grain, IPaperOrderGrain
{
    const int Depth = 1000;

    // Null until a book was seen since this activation began.
    PaperPlace? _place;

    string OrderId => this.GetPrimaryKeyString();

    public async Task<PaperOrderView> PlaceAsync(OrderIntent intent)
    {
        if (state.State.Order is { } known)
            return known.View;
        var order = new PaperOrder { Intent = intent, Quantity = intent.Quantity };
        var book = await BookAsync(order);
        await StoreAsync(book is { } live ? Match(order, live) : order with { Refusal = "book_not_live" });
        if (book is { } seen)
            _place = Back(order, seen);
        return state.State.Order!.View;
    }

    public async Task<PaperOrderView?> CancelAsync()
    {
        if (state.State.Order is not { IsResting: true } order)
            return null;
        await StoreAsync(order.End());
        return state.State.Order!.View;
    }

    public async Task<PaperOrderView?> DecreaseAsync(Quantity quantity)
    {
        if (state.State.Order is not { IsResting: true } order || quantity <= order.Filled)
            return null;
        await StoreAsync(order with { Quantity = quantity });
        return state.State.Order!.View;
    }

    public async Task<bool> LookAsync(int tradeSharePercent)
    {
        if (state.State.Order is not { IsResting: true } order)
            return false;
        if (order.Intent.ExpirationTs <= clock.NowTs)
        {
            await StoreAsync(order.End());
            return true;
        }
        // A book that is not live fills nothing.
        if (await BookAsync(order) is not { } book)
            return false;
        var (place, filled) = PaperMatching.Look(
            _place ?? Back(order, book), order.Price, order.Quantity - order.Filled, book.Bids, book.Asks, tradeSharePercent);
        if (!filled.IsZero)
            await StoreAsync(order.Fill(OrderId, order.Price, filled, isTaker: false, clock.NowTs));
        _place = place;
        return !filled.IsZero;
    }

    public Task<PaperOrderView?> ViewAsync() => Task.FromResult(state.State.Order?.View);

    PaperOrder Match(PaperOrder order, (IReadOnlyList<BookLevel> Bids, IReadOnlyList<BookLevel> Asks) book)
    {
        var taken = PaperMatching.Take(order.Price, order.Quantity, book.Asks);
        var available = taken.Aggregate(Quantity.Zero, (sum, level) => sum + level.Size);
        if (order.Intent.PostOnly && !available.IsZero)
            return order with { Refusal = "post_only_cross" };
        if (order.Intent.TimeInForce != TimeInForce.FillOrKill || available == order.Quantity)
            order = taken.Aggregate(order, (filled, level) => filled.Fill(OrderId, level.Price, level.Size, isTaker: true, clock.NowTs));
        return order.Intent.TimeInForce == TimeInForce.GoodTillCancelled ? order : order.End();
    }

    static PaperPlace Back(PaperOrder order, (IReadOnlyList<BookLevel> Bids, IReadOnlyList<BookLevel> Asks) book)
    {
        var displayed = PaperMatching.SizeAt(order.Price, book.Bids);
        return new(displayed, displayed);
    }

    /// <summary>Bids and asks of the side that the order buys, best first; null unless the book is live.</summary>
    async Task<(IReadOnlyList<BookLevel> Bids, IReadOnlyList<BookLevel> Asks)?> BookAsync(PaperOrder order)
    {
        var book = await GrainFactory.GetGrain<IMarketGrain>(order.Intent.Market.Value).BookAsync(Depth);
        if (book.State != "live")
            return null;
        BookLevel[] bids = [.. book.YesBids.Select(row => new BookLevel(row.Price, row.Size))];
        BookLevel[] asks = [.. book.YesAsks.Select(row => new BookLevel(row.Price, row.Size))];
        if (order.BoughtSide == Side.Yes)
            return (bids, asks);
        // A purchase of NO at p is a sale of YES at 1 - p: the same book from its other side.
        BookLevel[] noBids = [.. asks.Select(Mirrored)];
        BookLevel[] noAsks = [.. bids.Select(Mirrored)];
        return (noBids, noAsks);
    }

    static BookLevel Mirrored(BookLevel level) => new(level.Price.Complement, level.Size);

    Task StoreAsync(PaperOrder next) => state.CommitAsync(new() { Order = next });
}

namespace Kalshi.VenueSimulator;

/// <summary>A market's book with clients in it: what the flow says, less what clients took from it, plus what they offer.</summary>
/// <remarks>The flow does not know of clients and goes on as recorded or generated. What a client took stays missing until
/// the flow's own level has gone, and a client's resting order fills in addition to what the flow trades.</remarks>
sealed class ClientLiquidity(OrderBook visible)
{
    readonly OrderBook _flow = visible.Copy();
    readonly Dictionary<(BookSide Side, Dollars Price), Contracts> _taken = [];
    readonly List<Order> _resting = [];

    /// <summary>Resting orders in order of time.</summary>
    internal IReadOnlyList<Order> Resting => _resting;

    /// <summary>Contracts of the flow's level that are still there.</summary>
    internal Contracts FlowAt(BookSide side, Dollars price) =>
        Contracts.Max(_flow.SizeAt(side, price) - _taken.GetValueOrDefault((side, price)), Contracts.Zero);

    internal Contracts VisibleAt(BookSide side, Dollars price) =>
        FlowAt(side, price) + Sum(_resting.Where(o => o.Request.Side == side && o.Request.Price == price));

    /// <summary>Prices of a side with something to match, best first.</summary>
    internal IReadOnlyList<Dollars> PricesBestFirst(BookSide side) =>
    [
        .. _flow.Levels(side).Select(l => l.Price)
            .Concat(_resting.Where(o => o.Request.Side == side).Select(o => o.Request.Price))
            .Distinct().OrderDescending(),
    ];

    internal void ChangeFlow(BookSide side, Dollars price, Contracts delta)
    {
        _flow.Change(side, price, delta);
        var size = _flow.SizeAt(side, price);
        if (_taken.TryGetValue((side, price), out var taken))
            _taken[(side, price)] = Contracts.Min(taken, size);
        // Who left is unknown: never more ahead than there is, and otherwise those behind went first.
        foreach (var order in _resting.Where(o => o.Request.Side == side && o.Request.Price == price))
            order.Ahead = Contracts.Min(order.Ahead, FlowAt(side, price));
    }

    internal void ReplaceFlow(IReadOnlyList<BookLevel> yes, IReadOnlyList<BookLevel> no)
    {
        _flow.Replace(BookSide.Yes, yes);
        _flow.Replace(BookSide.No, no);
        _taken.Clear();
        foreach (var order in _resting)
            order.Ahead = Contracts.Min(order.Ahead, FlowAt(order.Request.Side, order.Request.Price));
    }

    internal void TakeFlow(BookSide side, Dollars price, Contracts count) =>
        _taken[(side, price)] = _taken.GetValueOrDefault((side, price)) + count;

    internal void Rest(Order order)
    {
        order.Ahead = VisibleAt(order.Request.Side, order.Request.Price);
        _resting.Add(order);
    }

    internal void Remove(Order order) => _resting.Remove(order);

    static Contracts Sum(IEnumerable<Order> orders) => new(orders.Sum(o => o.Remaining.Hundredths));
}

namespace Kalshi.VenueSimulator;

/// <summary>What one key owns and has done. Guarded by the exchange's gate.</summary>
sealed class Account(string keyId, decimal balance)
{
    readonly Dictionary<string, Position> _positions = new(StringComparer.Ordinal);

    internal string KeyId => keyId;

    /// <summary>Dollars, what resting orders may cost not yet deducted.</summary>
    internal decimal Cash { get; private set; } = balance;

    internal List<Order> Orders { get; } = [];

    internal Dictionary<Guid, Order> OrdersById { get; } = [];

    /// <summary>Client order ids are used up for ever, whatever became of the order.</summary>
    internal HashSet<string> ClientOrderIds { get; } = new(StringComparer.Ordinal);

    internal List<Fill> Fills { get; } = [];

    internal List<SettledPosition> Settlements { get; } = [];

    internal SortedDictionary<string, OrderGroup> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>The order with this id; null where there is none or the text is no id.</summary>
    internal Order? Find(string id) => Guid.TryParse(id, out var guid) ? OrdersById.GetValueOrDefault(guid) : null;

    internal IReadOnlyCollection<Position> Positions => _positions.Values;

    internal IEnumerable<Order> Resting => Orders.Where(o => o.Status == OrderStatus.Resting);

    /// <summary>Dollars that may still be spent: cash without what resting orders would cost.</summary>
    internal decimal Available => Cash - Resting.Sum(o => CostOf(o.Request.Ticker, o.Request.Side, o.Request.Price, o.Remaining));

    internal Position PositionIn(string ticker)
    {
        if (!_positions.TryGetValue(ticker, out var position))
            _positions.Add(ticker, position = new(ticker));
        return position;
    }

    /// <summary>What an order takes out of the account if it fills: contracts that close a position of the other side take
    /// nothing, since each pair of both sides pays a dollar.</summary>
    internal decimal CostOf(string ticker, BookSide side, Dollars price, Contracts count) =>
        Contracts.Max(count - PositionIn(ticker).Held(side.Opposite()), Contracts.Zero).Value * price.Value;

    internal void Take(Fill fill)
    {
        Fills.Add(fill);
        Cash += PositionIn(fill.Order.Request.Ticker).Take(fill);
    }

    internal void Settle(Market market, DateTimeOffset time)
    {
        if (!_positions.TryGetValue(market.Terms.Ticker, out var position) || market.Settlement is not { } settlement)
            return;
        var settled = position.Settle(settlement, market.Terms.EventTicker, time);
        if (settled.YesCount == Contracts.Zero && settled.NoCount == Contracts.Zero)
            return;
        Cash += settled.Revenue;
        Settlements.Add(settled);
    }
}

/// <summary>A position that was paid out.</summary>
/// <param name="Revenue">Dollars.</param>
sealed record SettledPosition(
    string Ticker, string EventTicker, string Result, Contracts YesCount, decimal YesCost, Contracts NoCount, decimal NoCost,
    decimal Revenue, decimal Fees, DateTimeOffset Time);

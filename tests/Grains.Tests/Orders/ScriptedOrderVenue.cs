using Kalshi.Grains.Orders;
using Kalshi.Trading;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Tests.Orders;

/// <summary>What the next placement at a <see cref="ScriptedOrderVenue"/> ends in.</summary>
public enum Placement
{
    Answered,

    /// <summary>The venue takes the order; the answer never comes.</summary>
    AnswerLost,

    /// <summary>The request never reaches the venue; nobody knows.</summary>
    RequestLost,

    /// <summary>The venue does not take it.</summary>
    Refused,

    /// <summary>Our own client does not send it.</summary>
    NotSent,
}

/// <summary>A venue that outlives the processes that trade there, counts what it is asked, and fails as it is told.</summary>
sealed class ScriptedOrderVenue : IOrderVenue
{
    readonly Lock _gate = new();
    readonly List<Held> _orders = [];
    readonly List<VenueTruthFill> _fills = [];
    readonly Dictionary<MarketTicker, Quantity> _positions = [];

    public string Name => "kalshi";

    public bool HasOwnTruth => true;

    public bool KeepsBooks => true;

    internal Queue<Placement> Placements { get; } = new();

    /// <summary>Contracts of the next orders that fill at once.</summary>
    internal Quantity FillsAtOnce { get; set; } = Quantity.FromSteps(1_000_000);

    internal Money Fee { get; set; } = Money.Parse("0.0175", "test");

    /// <summary>While set, questions and cancels are not answered.</summary>
    internal bool IsDeaf { get; set; }

    /// <summary>While set, listings are not complete.</summary>
    internal bool IsIncomplete { get; set; }

    /// <summary>Runs inside a placement, before the venue looks at it.</summary>
    internal Func<VenueOrder, Task>? Placing { get; set; }

    /// <summary>Runs after every listing of the whole truth, before the answer arrives.</summary>
    internal Func<Task>? Listed { get; set; }

    internal Money Balance { get; set; } = Money.Parse("1000.0000", "test");

    internal List<string> Placed { get; } = [];

    internal int Cancels { get; private set; }

    internal int GroupTriggers { get; private set; }

    public async Task<VenueAnswer> SubmitAsync(VenueOrder order, CancellationToken cancel)
    {
        if (Placing is { } placing)
            await placing(order);
        lock (_gate)
        {
            Placed.Add(order.OrderId);
            switch (Placements.TryDequeue(out var placement) ? placement : Placement.Answered)
            {
                case Placement.RequestLost:
                    return new VenueUnknown("connection reset");
                case Placement.Refused:
                    return new VenueRefused("HTTP 400: invalid_price");
                case Placement.NotSent:
                    return new VenueNotSent("write budget");
                case Placement.AnswerLost:
                    Take(order);
                    return new VenueUnknown("time-out");
                default:
                    return new VenueFound(Take(order).Report);
            }
        }
    }

    public Task<VenueAnswer> FindAsync(VenueOrder order, CancellationToken cancel) => Answer(() =>
        _orders.FirstOrDefault(o => o.ClientOrderId == order.OrderId) is { } held ? new VenueFound(held.Report) : new VenueAbsent("not in a complete listing"));

    public Task<VenueAnswer> CancelAsync(VenueOrder order, CancellationToken cancel) => Answer(() =>
    {
        Cancels++;
        var held = _orders.First(o => o.ClientOrderId == order.OrderId);
        if (held.Status != VenueOrderStatus.Resting)
            return new VenueRefused("not found");
        held.Status = VenueOrderStatus.Cancelled;
        return new VenueFound(held.Report);
    });

    public Task<VenueAnswer> DecreaseAsync(VenueOrder order, Quantity quantity, CancellationToken cancel) => Answer(() =>
    {
        var held = _orders.First(o => o.ClientOrderId == order.OrderId);
        held.Quantity = quantity;
        return new VenueFound(held.Report);
    });

    public Task<IReadOnlyList<OrderFill>> FillsAsync(VenueOrder order, CancellationToken cancel)
    {
        lock (_gate)
        {
            return IsDeaf || IsIncomplete
                ? throw new VenueUnavailableException("fills: HTTP 503")
                : Task.FromResult<IReadOnlyList<OrderFill>>([.. _orders.First(o => o.ClientOrderId == order.OrderId).Fills]);
        }
    }

    public Task<string?> CancelGroupAsync(CancellationToken cancel)
    {
        lock (_gate)
        {
            GroupTriggers++;
            if (IsDeaf)
                return Task.FromResult<string?>("HTTP 503");
            foreach (var held in _orders.Where(o => o.Status == VenueOrderStatus.Resting))
                held.Status = VenueOrderStatus.Cancelled;
            return Task.FromResult<string?>(null);
        }
    }

    public async Task<VenueTruth> TruthAsync(long sinceTs, CancellationToken cancel)
    {
        var truth = List();
        if (Listed is { } listed)
            await listed();
        return truth;
    }

    VenueTruth List()
    {
        lock (_gate)
        {
            if (IsDeaf || IsIncomplete)
                throw new VenueUnavailableException("orders: the listing is not complete");
            return new(
                [.. _orders.Select(o => new VenueTruthOrder(o.ClientOrderId, o.Market, o.Report))],
                [.. _fills],
                [.. _positions.Where(p => !p.Value.IsZero).OrderBy(p => p.Key.Value, StringComparer.Ordinal)
                    .Select(p => new VenueTruthPosition(p.Key, p.Value, Money.Parse("0.5000", "test")))],
                Balance, Money.Zero);
        }
    }

    /// <summary>A resting order is met by somebody.</summary>
    internal void Fill(string orderId, string quantity)
    {
        lock (_gate)
            Fill(_orders.First(o => o.ClientOrderId == orderId), Quantity.Parse(quantity, "test"));
    }

    /// <summary>Somebody else trades with our key.</summary>
    internal void TradeBehindOurBack(MarketTicker market, Side side, string quantity)
    {
        lock (_gate)
        {
            var contracts = Quantity.Parse(quantity, "test");
            _positions[market] = _positions.GetValueOrDefault(market) + (side == Side.Yes ? contracts : -contracts);
            _fills.Add(new($"stranger-{_fills.Count}", market, side, new($"foreign-{_fills.Count}", contracts, Price.FromSteps(5000), Fee, true, 0)));
        }
    }

    /// <summary>An order that no order of ours is rests in our name.</summary>
    internal void RestForeign(MarketTicker market)
    {
        lock (_gate)
            _orders.Add(new("somebody-else", market, Side.Yes, Price.FromSteps(1000), Quantity.Parse("5.00", "test"), $"v-{_orders.Count + 1}"));
    }

    internal VenueOrderStatus StatusOf(string orderId)
    {
        lock (_gate)
            return _orders.Single(o => o.ClientOrderId == orderId).Status;
    }

    Held Take(VenueOrder order)
    {
        var intent = order.Intent;
        if (_orders.Any(o => o.ClientOrderId == order.OrderId))
            throw new InvalidOperationException($"{order.OrderId} was placed twice");
        var side = intent.Effect == OrderEffect.Open ? intent.Side : intent.Side.Opposite;
        var held = new Held(order.OrderId, intent.Market, side, intent.LimitPrice, intent.Quantity, $"v-{_orders.Count + 1}")
        {
            IsSale = intent.Effect == OrderEffect.Close,
        };
        _orders.Add(held);
        var atOnce = FillsAtOnce < intent.Quantity ? FillsAtOnce : intent.Quantity;
        if (!atOnce.IsZero)
            Fill(held, atOnce);
        if (held.Status == VenueOrderStatus.Resting && intent.TimeInForce != TimeInForce.GoodTillCancelled)
            held.Status = VenueOrderStatus.Cancelled;
        return held;
    }

    void Fill(Held held, Quantity quantity)
    {
        held.Fills.Add(new OrderFill($"{held.VenueOrderId}-f{held.Fills.Count + 1}", quantity, held.Price, Fee, IsTaker: true, 1_800_000_000));
        _fills.Add(new(held.VenueOrderId, held.Market, held.Side, held.Fills[^1]));
        _positions[held.Market] = _positions.GetValueOrDefault(held.Market) + (held.Side == Side.Yes ? quantity : -quantity);
        var price = (held.Price * quantity).Ceiling();
        Balance += (held.IsSale ? price : -price) - Fee;
        if (held.Filled == held.Quantity)
            held.Status = VenueOrderStatus.Executed;
    }

    Task<VenueAnswer> Answer(Func<VenueAnswer> answer)
    {
        lock (_gate)
            return Task.FromResult(IsDeaf ? new VenueUnknown("HTTP 503") : answer());
    }

    sealed class Held(string clientOrderId, MarketTicker market, Side side, Price price, Quantity quantity, string venueOrderId)
    {
        internal string ClientOrderId => clientOrderId;
        internal MarketTicker Market => market;
        internal Side Side => side;
        internal Price Price => price;
        internal string VenueOrderId => venueOrderId;
        internal bool IsSale { get; init; }
        internal Quantity Quantity { get; set; } = quantity;
        internal VenueOrderStatus Status { get; set; }
        internal List<OrderFill> Fills { get; } = [];
        internal Quantity Filled => Fills.Aggregate(Quantity.Zero, (sum, f) => sum + f.Quantity);
        internal OrderReported Report => new(
            venueOrderId, Status, Filled, Status == VenueOrderStatus.Resting ? Quantity - Filled : Quantity.Zero);
    }
}

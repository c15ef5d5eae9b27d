using Kalshi.Trading;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Orders;

/// <summary>An order in the paper engine, as the purchase that it is: selling a side buys the other one.</summary>
sealed class PaperOrder(VenueOrder order)
{
    readonly VenueFeeAccount _fees = VenueFeeSchedule.General.Begin(VenueFeeRule.FillToCenticent);
    readonly List<OrderFill> _fills = [];

    internal VenueOrder Order => order;

    internal string OrderId => order.OrderId;

    internal MarketTicker Market => order.Intent.Market;

    /// <summary>Limit of the side that is bought.</summary>
    internal Price Price { get; } = order.Intent.Effect == OrderEffect.Open ? order.Intent.LimitPrice : order.Intent.LimitPrice.Complement;

    internal Quantity Quantity { get; set; } = order.Intent.Quantity;

    internal PaperPlace Place { get; set; }

    internal VenueOrderStatus Status { get; private set; }

    internal IReadOnlyList<OrderFill> Fills => _fills;

    internal Quantity Filled => _fills.Aggregate(Quantity.Zero, (sum, fill) => sum + fill.Quantity);

    internal OrderReported Report => new(
        OrderId, Status, Filled, Status == VenueOrderStatus.Resting ? Quantity - Filled : Quantity.Zero);

    internal static Side BoughtSide(OrderIntent intent) => intent.Effect == OrderEffect.Open ? intent.Side : intent.Side.Opposite;

    /// <param name="price">Of the bought side.</param>
    internal void Fill(Price price, Quantity quantity, bool isTaker, long ts)
    {
        var isSale = order.Intent.Effect == OrderEffect.Close;
        var own = isSale ? price.Complement : price;
        var charge = _fees.Charge(new(isTaker ? VenueFeeRole.Taker : VenueFeeRole.Maker, own, isSale ? -quantity : quantity));
        _fills.Add(new($"{OrderId}:{_fills.Count + 1}", quantity, own, charge.Net.Ceiling(), isTaker, ts));
        if (Filled == Quantity)
            Status = VenueOrderStatus.Executed;
    }

    /// <summary>What is not filled never will be.</summary>
    internal void End() => Status = Filled == Quantity ? VenueOrderStatus.Executed : VenueOrderStatus.Cancelled;
}

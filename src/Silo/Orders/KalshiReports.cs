using System.Globalization;
using Kalshi.Grains.Orders;
using Kalshi.Trading;
using Kalshi.Trading.Orders;
using Kalshi.Venues;
using TimeInForce = Kalshi.Trading.Orders.TimeInForce;
using VenueOrder = Kalshi.Grains.Orders.VenueOrder;

namespace Kalshi.Silo.Orders;

/// <summary>Between the words of the order grain and those of the venue's client.</summary>
static class KalshiReports
{
    internal static OrderRequest Request(VenueOrder order, string group)
    {
        var intent = order.Intent;
        return new(
            intent.Market, order.OrderId, intent.Side, intent.Effect == OrderEffect.Open ? OrderAction.Buy : OrderAction.Sell,
            intent.LimitPrice, intent.Quantity,
            intent.TimeInForce switch
            {
                TimeInForce.ImmediateOrCancel => Venues.TimeInForce.ImmediateOrCancel,
                TimeInForce.FillOrKill => Venues.TimeInForce.FillOrKill,
                _ => Venues.TimeInForce.GoodTillCanceled,
            },
            intent.PostOnly, ReduceOnly: intent.Effect == OrderEffect.Close, group, intent.ExpirationTs);
    }

    internal static VenueAnswer Answer(VenueOrder order, OrderOutcome outcome) => outcome switch
    {
        OrderAccepted a => new VenueFound(new(
            a.OrderId,
            a.Remaining > Quantity.Zero ? VenueOrderStatus.Resting
                : a.Filled == order.Intent.Quantity ? VenueOrderStatus.Executed
                : VenueOrderStatus.Cancelled,
            a.Filled, a.Remaining)),
        OrderRejected r => new VenueRefused($"HTTP {(int)r.Status}: {r.Text}"),
        OrderDenied d => new VenueNotSent(d.Reason),
        OrderUnknown u => new VenueUnknown(u.Cause),
        _ => new VenueUnknown($"{outcome.GetType().Name} is no outcome"),
    };

    /// <returns>Null for a status that is not known: guessing one could end an order that rests.</returns>
    internal static OrderReported? Report(Venues.VenueOrder order) => order.Status switch
    {
        "resting" => new(order.OrderId, VenueOrderStatus.Resting, order.Filled, order.Remaining),
        "executed" => new(order.OrderId, VenueOrderStatus.Executed, order.Filled, Quantity.Zero),
        "canceled" => new(order.OrderId, VenueOrderStatus.Cancelled, order.Filled, Quantity.Zero),
        _ => null,
    };

    internal static VenueAnswer Answer(Venues.VenueOrder order) =>
        Report(order) is { } report ? new VenueFound(report) : new VenueUnknown($"status: '{order.Status}' is not known");

    /// <summary>A fill as the order's side sees it.</summary>
    internal static OrderFill Fill(VenueFill fill, Side side, long fallbackTs) => new(
        fill.FillId, fill.Count, side == Side.Yes ? fill.YesPrice : fill.YesPrice.Complement, Dollars(fill.Fee), fill.IsTaker,
        fill.CreatedTs ?? fallbackTs);

    // The venue's amounts have six decimals, ours four: rounded against us.
    internal static Money Dollars(decimal amount) =>
        MicroDollars.Parse(amount.ToString("0.000000", CultureInfo.InvariantCulture), "dollars").Ceiling();
}

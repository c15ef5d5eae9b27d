using Kalshi.Trading;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Orders;

/// <summary>Everybody who may say no to an order before it is sent, in order; and their reservations given back when it ends.</summary>
sealed class OrderAdmission(IGrainFactory grains, IOrderGates gates, OrderOptions options, VenueClock clock)
{
    /// <summary>When everybody was asked, Unix seconds: one moment, which is on the record; null before.</summary>
    internal long? AskedTs { get; private set; }

    /// <returns>Null when the order may go out, with room reserved for it; else the reason. What was reserved until then is given back
    /// when the order has ended: <see cref="ReleaseAsync"/>.</returns>
    internal async Task<string?> RefuseAsync(string orderId, OrderIntent intent, IOrderVenue venue)
    {
        var isExit = intent.Effect == OrderEffect.Close;
        var reason = await GateAsync(orderId, intent);
        AskedTs = clock.NowTs;
        if (venue.HasOwnTruth)
            reason ??= await VenueRulesAsync(orderId, intent);
        reason ??= await Positions(orderId).ReserveAsync(orderId, intent, AskedTs);
        reason ??= await Limits(orderId).ReserveAsync(orderId, intent, isExit, AskedTs);
        // Once more: whoever cancels all orders after a halt sees this one from the reservation on, and not before.
        reason ??= await GateAsync(orderId, intent);
        return reason;
    }

    /// <param name="filled">Contracts that the order got.</param>
    internal async Task ReleaseAsync(string orderId, Quantity filled)
    {
        await Limits(orderId).ReleaseAsync(orderId, filled);
        await Positions(orderId).CancelReservationAsync(orderId);
    }

    async Task<string?> GateAsync(string orderId, OrderIntent intent) => (await gates.OfOrderAsync(orderId, intent)).Word;

    /// <summary>What a real venue needs beyond the reference's rules.</summary>
    async Task<string?> VenueRulesAsync(string orderId, OrderIntent intent)
    {
        if (clock.NowTs - intent.DecidedTs > options.MaxIntentAgeSeconds)
            return "intent_expired";
        var account = ClientOrderId.AccountOf(orderId);
        if (intent.Effect == OrderEffect.Open && !(await grains.GetGrain<IReconciliationGrain>(account).ViewAsync()).IsGreen)
            return "reconciliation_not_green";
        // The venue takes reduce-only for orders that take; an exit that rests may outlive its position and open the other side.
        if (intent.Effect == OrderEffect.Close && intent.TimeInForce != TimeInForce.ImmediateOrCancel)
            return "exit_rests";
        var market = await grains.GetGrain<IMarketGrain>(intent.Market.Value).ViewAsync();
        return market.Status != "active" ? "market_not_active"
            : OrderRules.Fault(
                intent.Side, intent.LimitPrice, intent.TimeInForce, intent.PostOnly, intent.ExpirationTs, Grid(market), clock.NowTs);
    }

    static PriceGrid? Grid(MarketView market)
    {
        try
        {
            return market.PriceLevelStructure is { } structure ? PriceGrid.Parse(structure, "price_level_structure") : null;
        }
        catch (FormatException)
        {
            // A structure that is not known is as good as none: no price is guessed.
            return null;
        }
    }

    IRiskLimitGrain Limits(string orderId) => grains.GetGrain<IRiskLimitGrain>(ClientOrderId.AccountOf(orderId));

    IPositionGrain Positions(string orderId) => grains.GetGrain<IPositionGrain>(ClientOrderId.AccountOf(orderId));
}

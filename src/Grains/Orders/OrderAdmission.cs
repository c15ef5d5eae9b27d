using Kalshi.Trading;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Orders;

/// <summary>Everybody who may say no to an order before it is sent, in order; and their reservations given back when it ends.</summary>
sealed class OrderAdmission(IGrainFactory grains, OrderOptions options, VenueClock clock)
{
    /// <returns>Null when the order may go out, with room reserved for it; else the reason, with nothing reserved.</returns>
    internal async Task<string?> RefuseAsync(string orderId, OrderIntent intent, IOrderVenue venue)
    {
        var reason = await GateAsync(intent, venue) ?? (venue.HasOwnTruth ? await VenueRulesAsync(orderId, intent) : null)
            ?? await Positions(orderId).ReserveAsync(orderId, intent);
        if (reason is not null)
            await ReleaseAsync(orderId, Quantity.Zero);
        return reason;
    }

    /// <param name="filled">Contracts that the order got.</param>
    internal Task ReleaseAsync(string orderId, Quantity filled) => Positions(orderId).CancelReservationAsync(orderId);

    async Task<string?> GateAsync(OrderIntent intent, IOrderVenue venue)
    {
        var gate = await grains.GetGrain<ITradingGateGrain>(GateScope.Global).ViewAsync();
        return gate.Halted ? "trading_halted" : null;
    }

    /// <summary>What a real venue needs beyond the reference's rules.</summary>
    async Task<string?> VenueRulesAsync(string orderId, OrderIntent intent)
    {
        if (clock.NowTs - intent.DecidedTs > options.MaxIntentAgeSeconds)
            return "intent_expired";
        var account = ClientOrderId.AccountOf(orderId);
        if (intent.Effect == OrderEffect.Open && !(await grains.GetGrain<IReconciliationGrain>(account).ViewAsync()).IsGreen)
            return "reconciliation_not_green";
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

    IPositionGrain Positions(string orderId) => grains.GetGrain<IPositionGrain>(ClientOrderId.AccountOf(orderId));
}

namespace Kalshi.Trading.Orders;

/// <summary>What the venue or common sense would refuse for sure, found before anything is sent.</summary>
public static class OrderRules
{
    /// <summary>The first fault of an order's terms, in one word for the record; null when there is none.</summary>
    /// <param name="price">Limit of the order's side.</param>
    /// <param name="grid">The market's prices; null when the venue did not tell them.</param>
    /// <param name="expirationTs">Unix seconds; null never expires.</param>
    public static string? Fault(
        Side side, Price price, TimeInForce timeInForce, bool postOnly, long? expirationTs, PriceGrid? grid, long nowTs) =>
        price <= Price.Zero || price >= Price.One ? "price_out_of_range"
        : grid is null ? "price_grid_unknown"
        : !grid.Contains(side == Side.Yes ? price : price.Complement) ? "price_off_grid"
        : postOnly && timeInForce != TimeInForce.GoodTillCancelled ? "post_only_takes"
        : expirationTs is not null && timeInForce != TimeInForce.GoodTillCancelled ? "expiration_without_resting"
        : expirationTs <= nowTs ? "expired"
        : null;

    /// <summary>Whether two orders of one account in one market would trade with each other.</summary>
    public static bool WouldSelfTrade(Side side, OrderEffect effect, Price price, Side otherSide, OrderEffect otherEffect, Price otherPrice)
    {
        var (isBid, yesPrice) = InBook(side, effect, price);
        var (otherIsBid, otherYesPrice) = InBook(otherSide, otherEffect, otherPrice);
        return isBid != otherIsBid && (isBid ? yesPrice >= otherYesPrice : otherYesPrice >= yesPrice);
    }

    // Buying YES at p and selling NO at 1 - p are the same bid for YES; the other two are the same ask.
    static (bool IsBid, Price YesPrice) InBook(Side side, OrderEffect effect, Price price) =>
        (side == Side.Yes == (effect == OrderEffect.Open), side == Side.Yes ? price : price.Complement);
}

namespace Kalshi.VenueSimulator;

/// <summary>Why the venue does not take an order, in the order in which it looks.</summary>
static class OrderChecks
{
    /// <summary>The order's market. Under the exchange's gate.</summary>
    /// <exception cref="OrderRefusedException">With the venue's code.</exception>
    internal static Market Check(OrderRequest request, Account account, Exchange exchange)
    {
        var market = exchange.Find(request.Ticker) ?? throw Refused(StatusCodes.Status404NotFound, "market_not_found");
        if (request.ClientOrderId.Length > 0 && account.ClientOrderIds.Contains(request.ClientOrderId))
            throw Refused(StatusCodes.Status409Conflict, "order_already_exists");
        // A recorded market trades from its first recorded state.
        if (market.Status != MarketStatus.Active || market.Book is null)
            throw Refused(StatusCodes.Status409Conflict, "market_not_active");
        if (!market.Terms.Grid.Allows(request.Price))
            throw Refused(StatusCodes.Status400BadRequest, "invalid_price");
        if (request.Expiration <= exchange.Session.Now)
            throw Refused(StatusCodes.Status400BadRequest, "invalid_order", "expiration time has passed");
        if (request.GroupId is { } id && !(account.Groups.TryGetValue(id, out var group) && !group.Triggered))
            throw Refused(StatusCodes.Status400BadRequest, "invalid_order", "order group does not exist or is triggered");
        if (request.ReduceOnly && request.Count == Contracts.Zero)
            throw Refused(StatusCodes.Status400BadRequest, "invalid_order", "reduce only would not reduce");

        var cost = account.CostOf(request.Ticker, request.Side, request.Price, request.Count);
        if (cost + Fees.OfTaker(request.Count, request.Price) > account.Available)
            throw Refused(StatusCodes.Status400BadRequest, "insufficient_balance");
        return market;
    }

    /// <summary>The same for a change of an order.</summary>
    /// <exception cref="OrderRefusedException">With the venue's code.</exception>
    internal static void Check(Order order, Amendment amendment, Contracts remaining, Account account, Market market)
    {
        if (amendment.Ticker != order.Request.Ticker || amendment.Side != order.Request.Side)
            throw Refused(StatusCodes.Status400BadRequest, "invalid_order", "an amendment cannot change ticker or side");
        if (amendment.ClientOrderId is { } id && account.ClientOrderIds.Contains(id))
            throw Refused(StatusCodes.Status409Conflict, "order_already_exists");
        if (market.Status != MarketStatus.Active)
            throw Refused(StatusCodes.Status409Conflict, "market_not_active");
        if (!market.Terms.Grid.Allows(amendment.Price))
            throw Refused(StatusCodes.Status400BadRequest, "invalid_price");
        if (remaining <= Contracts.Zero)
            throw Refused(StatusCodes.Status400BadRequest, "invalid_order", $"{order.Filled} contracts have filled already");

        var request = order.Request;
        var freed = account.CostOf(request.Ticker, request.Side, request.Price, order.Remaining);
        var cost = account.CostOf(request.Ticker, request.Side, amendment.Price, remaining);
        if (cost + Fees.OfTaker(remaining, amendment.Price) > account.Available + freed)
            throw Refused(StatusCodes.Status400BadRequest, "insufficient_balance");
    }

    static OrderRefusedException Refused(int status, string code, string? details = null) =>
        new(ApiError.Nested(status, code, details, details is null ? "exchange" : null));
}

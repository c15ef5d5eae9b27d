namespace Kalshi.Venues;

// What we send, in the shape of V2: prices of the YES leg, everything that has decimals as text.

sealed record CreateOrderBody(
    string Ticker, string ClientOrderId, string Side, string Count, string Price, string TimeInForce, string SelfTradePreventionType,
    bool? PostOnly, bool? ReduceOnly, string? OrderGroupId, long? ExpirationTime)
{
    internal static CreateOrderBody Of(OrderRequest order)
    {
        var book = BookOrder.From(order.Side, order.Action, order.Price);
        return new(
            order.Ticker.Value, order.ClientOrderId, book.IsBid ? "bid" : "ask", order.Count.ToString(), book.YesPrice.ToString(),
            order.TimeInForce switch
            {
                Venues.TimeInForce.ImmediateOrCancel => "immediate_or_cancel",
                Venues.TimeInForce.FillOrKill => "fill_or_kill",
                _ => "good_till_canceled",
            },
            "taker_at_cross", order.PostOnly ? true : null, order.ReduceOnly ? true : null, order.OrderGroupId, order.ExpirationTs);
    }
}

sealed record CreateBatchBody(CreateOrderBody[] Orders);

sealed record AmendOrderBody(string Ticker, string Side, string Price, string Count, string ClientOrderId, string? UpdatedClientOrderId)
{
    internal static AmendOrderBody Of(OrderRequest order, string? newClientOrderId)
    {
        var book = BookOrder.From(order.Side, order.Action, order.Price);
        return new(
            order.Ticker.Value, book.IsBid ? "bid" : "ask", book.YesPrice.ToString(), order.Count.ToString(), order.ClientOrderId, newClientOrderId);
    }
}

sealed record DecreaseOrderBody(string ReduceTo);

sealed record CancelBatchBody(CancelBatchItem[] Orders);

sealed record CancelBatchItem(string OrderId);

sealed record OrderGroupBody(string ContractsLimitFp);

namespace Kalshi.VenueSimulator;

sealed partial class MatchingEngine
{
    /// <summary>Changes price and total count of a resting order. Fewer contracts at the same price keep their place; every
    /// other change goes to the end of the queue, and trades at once if it crosses.</summary>
    /// <returns>Every fill that the order has had.</returns>
    /// <exception cref="OrderRefusedException">The venue does not take the change; nothing has changed.</exception>
    internal IReadOnlyList<Fill> Amend(Order order, Amendment amendment)
    {
        var account = accounts.Of(order.KeyId);
        var market = exchange.Find(order.Request.Ticker)!;
        var liquidity = market.Clients!;
        var remaining = amendment.Count - order.Filled;
        OrderChecks.Check(order, amendment, remaining, account, market);
        var wanted = order.Request with { Price = amendment.Price, Count = amendment.Count };
        if (wanted.PostOnly && Matchable(liquidity, wanted) > Contracts.Zero)
            throw new OrderRefusedException(ApiError.Nested(StatusCodes.Status400BadRequest, "invalid_order", "post only cross"));

        if (amendment.ClientOrderId is { } id)
        {
            account.ClientOrderIds.Add(id);
            wanted = wanted with { ClientOrderId = id };
        }
        if (wanted.Price == order.Request.Price && remaining <= order.Remaining)
        {
            order.Amend(wanted, remaining, exchange.Session.Now);
            exchange.Show(market, wanted.Side, wanted.Price, order);
        }
        else
        {
            Replace(market, liquidity, order, wanted, remaining);
        }
        accounts.Publish(order);
        return [.. account.Fills.Where(f => f.Order == order)];
    }

    void Replace(Market market, ClientLiquidity liquidity, Order order, OrderRequest wanted, Contracts remaining)
    {
        var before = order.Request;
        liquidity.Remove(order);
        order.Amend(wanted, remaining, exchange.Session.Now);
        exchange.Show(market, before.Side, before.Price, order);
        Match(market, liquidity, order);
        if (order.Status == OrderStatus.Resting)
            Rest(market, liquidity, order);
    }

    /// <summary>Contracts that trade before a resting order does: better prices, and those in front at its own.</summary>
    internal Contracts QueuePosition(Order order)
    {
        var liquidity = exchange.Find(order.Request.Ticker)!.Clients!;
        var better = liquidity.PricesBestFirst(order.Request.Side).TakeWhile(p => p > order.Request.Price)
            .Sum(p => liquidity.VisibleAt(order.Request.Side, p).Hundredths);
        return new(better + order.Ahead.Hundredths);
    }
}

namespace Kalshi.VenueSimulator;

/// <summary>Matches clients' orders with the flow and with each other, best price first, then time. Under the exchange's
/// gate throughout.</summary>
/// <param name="feePrecision">To what balances are rounded, dollars.</param>
sealed partial class MatchingEngine(Exchange exchange, Accounts accounts, Random random, decimal feePrecision)
{
    DateTimeOffset _nextExpiration = DateTimeOffset.MaxValue;

    internal Guid NextId() => random.NextGuid();

    /// <summary>Takes an order: what crosses trades at the resting prices, the rest does as its time in force says.</summary>
    /// <exception cref="OrderRefusedException">The venue does not take it; nothing has changed.</exception>
    internal (Order Order, IReadOnlyList<Fill> Fills) Place(OrderRequest request, string keyId)
    {
        var account = accounts.Of(keyId);
        if (request.ReduceOnly)
        {
            var held = account.PositionIn(request.Ticker).Held(request.Side.Opposite());
            request = request with { Count = Contracts.Min(request.Count, held) };
        }
        var market = OrderChecks.Check(request, account, exchange);
        var liquidity = market.Clients ??= new(market.Book!);
        if (request.PostOnly && Matchable(liquidity, request) > Contracts.Zero)
            throw new OrderRefusedException(ApiError.Nested(StatusCodes.Status400BadRequest, "invalid_order", "post only cross"));

        var order = new Order(request, keyId, random.NextGuid(), exchange.Session.Now, new(feePrecision));
        account.Orders.Add(order);
        account.OrdersById.Add(order.Id, order);
        account.ClientOrderIds.Add(request.ClientOrderId);

        var firstFill = account.Fills.Count;
        if (request.TimeInForce != TimeInForce.FillOrKill || Matchable(liquidity, request) >= request.Count)
            Match(market, liquidity, order);
        if (order.Status == OrderStatus.Resting)
        {
            if (request.TimeInForce == TimeInForce.GoodTillCanceled)
                Rest(market, liquidity, order);
            else
                End(order);
        }
        accounts.Publish(order);
        return (order, [.. account.Fills.Skip(firstFill).Where(f => f.Order == order)]);
    }

    /// <summary>Takes a resting order away; returns the contracts that will not trade.</summary>
    internal Contracts Cancel(Order order)
    {
        var canceled = order.Remaining;
        var market = exchange.Find(order.Request.Ticker)!;
        market.Clients!.Remove(order);
        End(order);
        exchange.Show(market, order.Request.Side, order.Request.Price, order);
        accounts.Publish(order);
        return canceled;
    }

    /// <summary>Leaves a resting order with fewer contracts, in its place.</summary>
    internal void Decrease(Order order, Contracts remaining)
    {
        var market = exchange.Find(order.Request.Ticker)!;
        order.Reduce(remaining, exchange.Session.Now);
        if (order.Status == OrderStatus.Canceled)
            market.Clients!.Remove(order);
        exchange.Show(market, order.Request.Side, order.Request.Price, order);
        accounts.Publish(order);
    }

    /// <summary>Trading pauses: orders that asked for it are canceled.</summary>
    internal void Pause() => CancelAll(accounts.All.SelectMany(a => a.Resting).Where(o => o.Request.CancelOnPause));

    internal void CancelAll(IEnumerable<Order> orders)
    {
        foreach (var order in orders.ToList())
            Cancel(order);
    }

    /// <summary>Cancels what has outlived its expiration. Cheap while nothing is due.</summary>
    internal void ExpireDue()
    {
        var now = exchange.Session.Now;
        if (now < _nextExpiration)
            return;
        var resting = accounts.All.SelectMany(a => a.Resting).Where(o => o.Request.Expiration is not null).ToList();
        _nextExpiration = resting.Where(o => o.Request.Expiration > now).Min(o => o.Request.Expiration) ?? DateTimeOffset.MaxValue;
        CancelAll(resting.Where(o => o.Request.Expiration <= now));
    }

    /// <summary>The flow bid on one level: resting orders of the other side that it meets are filled at their own price.</summary>
    internal void MeetFlow(Market market, BookSide side, Dollars price)
    {
        var liquidity = market.Clients!;
        var met = liquidity.Resting
            .Where(o => o.Request.Side != side && o.Request.Price >= price.Complement)
            .OrderByDescending(o => o.Request.Price).ToList();
        foreach (var order in met)
        {
            var count = Contracts.Min(order.Remaining, liquidity.FlowAt(side, price));
            if (order.Status != OrderStatus.Resting || count == Contracts.Zero)
                continue;
            liquidity.TakeFlow(side, price, count);
            FillMaker(market, order, count);
        }
    }

    /// <summary>The flow traded: what rested at that price in front of a client is used up first, then the client fills.</summary>
    internal void MeetTrade(Market market, ContractTraded trade)
    {
        var makerSide = trade.TakerSide.Opposite();
        var price = makerSide == BookSide.Yes ? trade.YesPrice : trade.YesPrice.Complement;
        var left = trade.Count;
        var met = market.Clients!.Resting
            .Where(o => o.Request.Side == makerSide && o.Request.Price >= price)
            .OrderByDescending(o => o.Request.Price).ToList();
        foreach (var order in met)
        {
            // A better price is met before the flow's level, wherever the order stands in its own queue.
            var ahead = order.Request.Price > price ? Contracts.Zero : order.Ahead;
            order.Ahead = Contracts.Max(order.Ahead - left, Contracts.Zero);
            var count = Contracts.Min(order.Remaining, Contracts.Max(left - ahead, Contracts.Zero));
            if (order.Status != OrderStatus.Resting || count == Contracts.Zero)
                continue;
            left -= count;
            FillMaker(market, order, count);
        }
    }

    void Match(Market market, ClientLiquidity liquidity, Order taker)
    {
        var makerSide = taker.Request.Side.Opposite();
        var limit = taker.Request.Price.Complement;
        foreach (var price in liquidity.PricesBestFirst(makerSide).TakeWhile(p => p >= limit))
        {
            var fromFlow = Contracts.Min(taker.Remaining, liquidity.FlowAt(makerSide, price));
            if (fromFlow > Contracts.Zero)
            {
                liquidity.TakeFlow(makerSide, price, fromFlow);
                FillTaker(taker, price.Complement, fromFlow);
            }
            foreach (var maker in liquidity.Resting.Where(o => o.Request.Side == makerSide && o.Request.Price == price).ToList())
            {
                if (taker.Status != OrderStatus.Resting)
                    break;
                MatchResting(market, taker, maker);
            }
            exchange.Show(market, makerSide, price, taker);
            if (taker.Status != OrderStatus.Resting)
                return;
        }
    }

    void MatchResting(Market market, Order taker, Order maker)
    {
        if (maker.KeyId == taker.KeyId && taker.Request.MakerYields)
        {
            Cancel(maker);
            return;
        }
        if (maker.KeyId == taker.KeyId)
        {
            End(taker);
            return;
        }
        var count = Contracts.Min(taker.Remaining, maker.Remaining);
        FillTaker(taker, maker.Request.Price.Complement, count);
        FillMaker(market, maker, count);
    }

    void FillTaker(Order taker, Dollars price, Contracts count)
    {
        Fill(taker, price, count, isTaker: true, Fees.OfTaker(count, price));
        var yesPrice = taker.Request.Side == BookSide.Yes ? price : price.Complement;
        var now = exchange.Session.Now;
        exchange.PrintTaking(new(now - exchange.Session.Start, taker.Request.Ticker, random.NextGuid(), yesPrice, count, taker.Request.Side), now);
    }

    void FillMaker(Market market, Order maker, Contracts count)
    {
        Fill(maker, maker.Request.Price, count, isTaker: false, tradeFee: 0);
        if (maker.Status == OrderStatus.Executed)
            market.Clients!.Remove(maker);
        exchange.Show(market, maker.Request.Side, maker.Request.Price, maker);
        accounts.Publish(maker);
    }

    void Fill(Order order, Dollars price, Contracts count, bool isTaker, decimal tradeFee)
    {
        var fee = order.Fees.Charge(-count.Value * price.Value, tradeFee);
        Book(new(random.NextGuid(), order, price, count, isTaker, fee, exchange.Session.Now));
    }

    void Book(Fill fill)
    {
        var account = accounts.Of(fill.Order.KeyId);
        fill.Order.Fill(fill);
        account.Take(fill);
        accounts.Publish(fill);
        if (fill.Order.Request.GroupId is { } id && account.Groups.TryGetValue(id, out var group) && group.Matched(fill.Count, fill.Time))
            Trigger(account, group);
    }

    /// <summary>Cancels a group's orders; it takes no more until it is reset.</summary>
    internal void Trigger(Account account, OrderGroup group)
    {
        group.Trigger();
        accounts.Publish(account.KeyId, group, "triggered");
        foreach (var order in account.Resting.Where(o => o.Request.GroupId == group.Id).ToList())
        {
            // The order that is being matched is not in the book yet: it just does not go on.
            if (exchange.Find(order.Request.Ticker)!.Clients!.Resting.Contains(order))
                Cancel(order);
            else
                End(order);
        }
    }

    void Rest(Market market, ClientLiquidity liquidity, Order order)
    {
        liquidity.Rest(order);
        if (order.Request.Expiration < _nextExpiration)
            _nextExpiration = order.Request.Expiration.Value;
        exchange.Show(market, order.Request.Side, order.Request.Price, order);
    }

    void End(Order order) => order.Reduce(Contracts.Zero, exchange.Session.Now);

    /// <summary>What an order could trade at once.</summary>
    static Contracts Matchable(ClientLiquidity liquidity, OrderRequest request)
    {
        var side = request.Side.Opposite();
        return new(liquidity.PricesBestFirst(side).TakeWhile(p => p >= request.Price.Complement)
            .Sum(p => liquidity.VisibleAt(side, p).Hundredths));
    }
}

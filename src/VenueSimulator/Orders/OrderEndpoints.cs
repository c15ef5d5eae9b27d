using System.Text.Json;

namespace Kalshi.VenueSimulator;

/// <summary>Orders: V2 create, amend, decrease and cancel, and what REST shows of them.</summary>
sealed class OrderEndpoints(Exchange exchange, FaultBoard faults, HistoricalCutoff cutoff, RateLimiter limiter)
{
    internal void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/portfolio/events/orders", (Delegate)CreateAsync).RequireSignature();
        api.MapPost("/portfolio/events/orders/batched", (Delegate)CreateBatchAsync).RequireSignature();
        api.MapDelete("/portfolio/events/orders", CancelAll).RequireSignature();
        api.MapDelete("/portfolio/events/orders/batched", (Delegate)CancelBatchAsync).RequireSignature();
        api.MapDelete("/portfolio/events/orders/{id}", Cancel).RequireSignature();
        api.MapPost("/portfolio/events/orders/{id}/amend", AmendAsync).RequireSignature();
        api.MapPost("/portfolio/events/orders/{id}/decrease", DecreaseAsync).RequireSignature();
        api.MapGet("/portfolio/orders", (HttpContext context) => AccountListings.Orders(context, "GetOrders", exchange, o => !cutoff.Archives(o)))
            .RequireSignature();
        api.MapGet("/portfolio/orders/{id}", Single).RequireSignature();
        api.MapGet("/portfolio/summary/total_resting_order_value", RestingValue).RequireSignature();
    }

    async Task<IResult> CreateAsync(HttpContext context)
    {
        var body = await OrderBody.ReadAsync(context.Request);
        var answer = Place(body, context.Caller(), out var refusal);
        return refusal ?? await AcceptedAsync(answer!, context);
    }

    async Task<IResult> CreateBatchAsync(HttpContext context)
    {
        var orders = OrderBody.Batch(await OrderBody.ReadAsync(context.Request), limiter.Tier.LargestBatch);
        if (!limiter.TryTakeMore(context.Request, orders.Count))
            return ApiError.TooManyRequests();
        var answers = orders.Select(order => Place(order, context.Caller(), out var refusal) ?? new OrderAnswer { Error = refusal!.Part }).ToList();
        return await AcceptedAsync(new { Orders = answers }, context);
    }

    IResult Cancel(string id, HttpContext context)
    {
        lock (exchange.Gate)
            return CancelOne(id, context) is { } answer ? Respond.Json(answer) : NoSuchOrder();
    }

    async Task<IResult> CancelBatchAsync(HttpContext context)
    {
        var ids = OrderBody.Batch(await OrderBody.ReadAsync(context.Request), limiter.Tier.LargestBatch).Select(OrderBody.OrderId).ToList();
        if (!limiter.TryTakeMore(context.Request, ids.Count))
            return ApiError.TooManyRequests();
        lock (exchange.Gate)
        {
            return Respond.Json(new
            {
                Orders = ids.Select(id => CancelOne(id, context)
                    ?? new OrderAnswer { OrderId = id, ReducedBy = Contracts.Zero, Error = NoSuchOrder().Part }).ToList(),
            });
        }
    }

    /// <summary>Every resting order of the key; other subaccounts than the primary one are empty here.</summary>
    IResult CancelAll(HttpContext context)
    {
        var subaccount = new QueryValues(context.Request, "CancelAllOrders").Number("subaccount") ?? 0;
        lock (exchange.Gate)
        {
            if (subaccount == 0)
                exchange.Engine.CancelAll(exchange.Accounts.Of(context.Caller()).Resting);
            return Respond.Json(new { });
        }
    }

    async Task<IResult> AmendAsync(string id, HttpContext context)
    {
        var body = await OrderBody.ReadAsync(context.Request);
        if (faults.Holding<Maintenance>() is not null)
            return Paused();
        OrderAnswer answer;
        lock (exchange.Gate)
        {
            exchange.Engine.ExpireDue();
            if (Find(id, context) is not { Status: OrderStatus.Resting } order)
                return NoSuchOrder();
            try
            {
                var fills = exchange.Engine.Amend(order, OrderBody.Amendment(body, order.Request.ClientOrderId));
                answer = OrderAnswer.Created(order, fills);
            }
            catch (OrderRefusedException e)
            {
                return e.Error;
            }
        }
        return await AcceptedAsync(answer, context, StatusCodes.Status200OK);
    }

    async Task<IResult> DecreaseAsync(string id, HttpContext context)
    {
        var body = await OrderBody.ReadAsync(context.Request);
        lock (exchange.Gate)
        {
            exchange.Engine.ExpireDue();
            if (Find(id, context) is not { Status: OrderStatus.Resting } order)
                return NoSuchOrder();
            exchange.Engine.Decrease(order, OrderBody.Decreased(body, order.Remaining));
            return Respond.Json(OrderAnswer.Of(order) with { RemainingCount = order.Remaining });
        }
    }

    /// <summary>The answer to an order, or null with the reason why it is not taken.</summary>
    OrderAnswer? Place(JsonElement body, string caller, out ApiError? refusal)
    {
        refusal = null;
        try
        {
            if (faults.Holding<Maintenance>() is not null)
                throw new OrderRefusedException(Paused());
            var request = OrderBody.Order(body);
            lock (exchange.Gate)
            {
                exchange.Engine.ExpireDue();
                var (order, fills) = exchange.Engine.Place(request, caller);
                return OrderAnswer.Created(order, fills);
            }
        }
        catch (OrderRefusedException e)
        {
            refusal = e.Error;
        }
        catch (ApiErrorException e)
        {
            refusal = e.Error;
        }
        return null;
    }

    /// <summary>Answers what was taken, unless a fault keeps the answer back.</summary>
    async Task<IResult> AcceptedAsync<T>(T answer, HttpContext context, int status = StatusCodes.Status201Created)
    {
        if (faults.Holding<OrderWithoutBody>() is not null)
            return Respond.Json(new { }, status);
        if (faults.Holding<OrderTimeout>() is not null)
            await Task.Delay(Timeout.InfiniteTimeSpan, exchange.Session.Clock, context.RequestAborted);
        return Respond.Json(answer, status);
    }

    OrderAnswer? CancelOne(string id, HttpContext context)
    {
        exchange.Engine.ExpireDue();
        if (Find(id, context) is not { Status: OrderStatus.Resting } order)
            return null;
        var reduced = exchange.Engine.Cancel(order);
        return OrderAnswer.Of(order) with { ReducedBy = reduced };
    }

    IResult Single(string id, HttpContext context)
    {
        lock (exchange.Gate)
        {
            exchange.Engine.ExpireDue();
            return Find(id, context) is { } order
                ? Respond.Json(new { Order = PrivateBodies.OrderResource(order) })
                : NoSuchOrder();
        }
    }

    IResult RestingValue(HttpContext context)
    {
        lock (exchange.Gate)
        {
            exchange.Engine.ExpireDue();
            var value = exchange.Accounts.Of(context.Caller()).Resting.Sum(o => o.Remaining.Value * o.Request.Price.Value);
            return Respond.Json(new { TotalRestingOrderValue = (long)decimal.Floor(value * 100) });
        }
    }

    Order? Find(string id, HttpContext context) => exchange.Accounts.Of(context.Caller()).Find(id);

    static ApiError Paused() => ApiError.Nested(StatusCodes.Status409Conflict, "trading_is_paused", service: "exchange");

    static ApiError NoSuchOrder() => ApiError.Nested(StatusCodes.Status404NotFound, "not_found", service: "exchange");
}

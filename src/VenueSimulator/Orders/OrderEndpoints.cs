using System.Text.Json;

namespace Kalshi.VenueSimulator;

/// <summary>Orders: V2 create, cancel and decrease, and what REST shows of them.</summary>
sealed class OrderEndpoints(Exchange exchange, FaultBoard faults)
{
    internal void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/portfolio/events/orders", (Delegate)CreateAsync).RequireSignature();
        api.MapPost("/portfolio/events/orders/batched", (Delegate)CreateBatchAsync).RequireSignature();
        api.MapDelete("/portfolio/events/orders/batched", (Delegate)CancelBatchAsync).RequireSignature();
        api.MapDelete("/portfolio/events/orders/{id}", Cancel).RequireSignature();
        api.MapPost("/portfolio/events/orders/{id}/decrease", DecreaseAsync).RequireSignature();
        api.MapGet("/portfolio/orders", List).RequireSignature();
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
        var answers = OrderBody.Batch(await OrderBody.ReadAsync(context.Request))
            .Select(order => Place(order, context.Caller(), out var refusal) ?? new OrderAnswer { Error = refusal!.Part }).ToList();
        return await AcceptedAsync(new { Orders = answers }, context);
    }

    IResult Cancel(string id, HttpContext context)
    {
        lock (exchange.Gate)
            return CancelOne(id, context) is { } answer ? Respond.Json(answer) : NoSuchOrder();
    }

    async Task<IResult> CancelBatchAsync(HttpContext context)
    {
        var ids = OrderBody.Batch(await OrderBody.ReadAsync(context.Request)).Select(OrderBody.OrderId).ToList();
        lock (exchange.Gate)
        {
            return Respond.Json(new
            {
                Orders = ids.Select(id => CancelOne(id, context)
                    ?? new OrderAnswer { OrderId = id, ReducedBy = Contracts.Zero, Error = NoSuchOrder().Part }).ToList(),
            });
        }
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
                throw new OrderRefusedException(ApiError.Nested(StatusCodes.Status409Conflict, "trading_is_paused", service: "exchange"));
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
    async Task<IResult> AcceptedAsync<T>(T answer, HttpContext context)
    {
        if (faults.Holding<OrderWithoutBody>() is not null)
            return Respond.Json(new { }, StatusCodes.Status201Created);
        if (faults.Holding<OrderTimeout>() is not null)
            await Task.Delay(Timeout.InfiniteTimeSpan, exchange.Session.Clock, context.RequestAborted);
        return Respond.Json(answer, StatusCodes.Status201Created);
    }

    OrderAnswer? CancelOne(string id, HttpContext context)
    {
        exchange.Engine.ExpireDue();
        if (Find(id, context) is not { Status: OrderStatus.Resting } order)
            return null;
        var reduced = exchange.Engine.Cancel(order);
        return OrderAnswer.Of(order) with { ReducedBy = reduced };
    }

    IResult List(HttpContext context)
    {
        var query = new QueryValues(context.Request.Query, "GetOrders");
        var limit = query.Limit(standard: 100, largest: 1000);
        var ticker = query.Text("ticker");
        var status = query.Text("status");
        lock (exchange.Gate)
        {
            exchange.Engine.ExpireDue();
            var (page, cursor) = Paging.Take(exchange.Accounts.Of(context.Caller()).Orders,
                o => (ticker is null || o.Request.Ticker == ticker) && (status is null || PrivateBodies.Word(o.Status) == status),
                limit, query.Text("cursor"));
            return Respond.Json(new { Cursor = cursor, Orders = page.Select(PrivateBodies.OrderResource).ToList() });
        }
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

    Order? Find(string id, HttpContext context) =>
        Guid.TryParse(id, out var guid) ? exchange.Accounts.Of(context.Caller()).OrdersById.GetValueOrDefault(guid) : null;

    static ApiError NoSuchOrder() => ApiError.Nested(StatusCodes.Status404NotFound, "not_found", service: "exchange");
}

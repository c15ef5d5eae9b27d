using System.Globalization;

namespace Kalshi.VenueSimulator;

/// <summary>Orders: V2 create and cancel, and what REST shows of them.</summary>
sealed class OrderEndpoints(Exchange exchange, FaultBoard faults)
{
    internal void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/portfolio/events/orders", (Delegate)CreateAsync).RequireSignature();
        api.MapDelete("/portfolio/events/orders/{id}", Cancel).RequireSignature();
        api.MapGet("/portfolio/orders", List).RequireSignature();
        api.MapGet("/portfolio/orders/{id}", Single).RequireSignature();
        api.MapGet("/portfolio/summary/total_resting_order_value", RestingValue).RequireSignature();
    }

    async Task<IResult> CreateAsync(HttpContext context)
    {
        if (faults.Holding<Maintenance>() is not null)
            return ApiError.Nested(StatusCodes.Status409Conflict, "trading_is_paused", service: "exchange");
        var request = OrderBody.Order(await OrderBody.ReadAsync(context.Request));
        IResult answer;
        lock (exchange.Gate)
        {
            exchange.Engine.ExpireDue();
            try
            {
                var (order, fills) = exchange.Engine.Place(request, context.Caller());
                answer = Respond.Json(Created(order, fills), StatusCodes.Status201Created);
            }
            catch (OrderRefusedException e)
            {
                return e.Error;
            }
        }
        if (faults.Holding<OrderWithoutBody>() is not null)
            return Respond.Json(new { }, StatusCodes.Status201Created);
        if (faults.Holding<OrderTimeout>() is not null)
            await Task.Delay(Timeout.InfiniteTimeSpan, exchange.Session.Clock, context.RequestAborted);
        return answer;
    }

    IResult Cancel(string id, HttpContext context)
    {
        lock (exchange.Gate)
        {
            exchange.Engine.ExpireDue();
            if (Find(id, context) is not { Status: OrderStatus.Resting } order)
                return ApiError.Nested(StatusCodes.Status404NotFound, "not_found", service: "exchange");
            var reduced = exchange.Engine.Cancel(order);
            return Respond.Json(new { OrderId = order.Id, ReducedBy = reduced, TsMs = order.Updated.ToUnixTimeMilliseconds() });
        }
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
                : ApiError.Nested(StatusCodes.Status404NotFound, "not_found", service: "exchange");
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

    static object Created(Order order, IReadOnlyList<Fill> fills)
    {
        var count = fills.Sum(f => f.Count.Value);
        return new
        {
            OrderId = order.Id,
            order.Request.ClientOrderId,
            FillCount = order.Filled,
            RemainingCount = order.Remaining,
            AverageFillPrice = count > 0 ? Four(fills.Sum(f => f.Count.Value * f.YesPrice.Value) / count) : null,
            AverageFeePaid = count > 0 ? Four(fills.Sum(f => f.Fee) / count) : null,
            TsMs = order.Created.ToUnixTimeMilliseconds(),
        };
    }

    static string Four(decimal dollars) => dollars.ToString("F4", CultureInfo.InvariantCulture);
}

namespace Kalshi.VenueSimulator;

/// <summary>Groups of orders with a common limit.</summary>
sealed class OrderGroupEndpoints(Exchange exchange)
{
    internal void Map(IEndpointRouteBuilder api)
    {
        var groups = api.MapGroup("/portfolio/order_groups").RequireSignature();
        groups.MapGet("", List);
        groups.MapPost("/create", (Delegate)CreateAsync);
        groups.MapGet("/{id}", (string id, HttpContext context) => On(id, context, (account, group) => new
        {
            IsAutoCancelEnabled = !group.Triggered,
            ContractsLimitFp = group.Limit,
            Orders = account.Resting.Where(o => o.Request.GroupId == group.Id).Select(o => o.Id).ToList(),
        }));
        groups.MapDelete("/{id}", (string id, HttpContext context) => On(id, context, (account, group) =>
        {
            exchange.Engine.CancelAll(account.Resting.Where(o => o.Request.GroupId == group.Id));
            account.Groups.Remove(group.Id);
            exchange.Accounts.Publish(account.KeyId, group, "deleted");
        }));
        groups.MapPut("/{id}/reset", (string id, HttpContext context) => On(id, context, (account, group) =>
        {
            group.Reset();
            exchange.Accounts.Publish(account.KeyId, group, "reset");
        }));
        groups.MapPut("/{id}/trigger", (string id, HttpContext context) => On(id, context, exchange.Engine.Trigger));
        groups.MapPut("/{id}/limit", LimitAsync);
    }

    IResult List(HttpContext context)
    {
        lock (exchange.Gate)
        {
            return Respond.Json(new
            {
                OrderGroups = exchange.Accounts.Of(context.Caller()).Groups.Values
                    .Select(g => new { g.Id, ContractsLimitFp = g.Limit, IsAutoCancelEnabled = !g.Triggered }).ToList(),
            });
        }
    }

    async Task<IResult> CreateAsync(HttpContext context)
    {
        var limit = OrderBody.Limit(await OrderBody.ReadAsync(context.Request));
        lock (exchange.Gate)
        {
            var group = new OrderGroup(exchange.Engine.NextId().ToString(), limit);
            exchange.Accounts.Of(context.Caller()).Groups.Add(group.Id, group);
            exchange.Accounts.Publish(context.Caller(), group, "created");
            return Respond.Json(new { OrderGroupId = group.Id }, StatusCodes.Status201Created);
        }
    }

    async Task<IResult> LimitAsync(string id, HttpContext context)
    {
        var limit = OrderBody.Limit(await OrderBody.ReadAsync(context.Request));
        return On(id, context, (account, group) =>
        {
            group.Limit = limit;
            exchange.Accounts.Publish(account.KeyId, group, "limit_updated");
        });
    }

    IResult On(string id, HttpContext context, Action<Account, OrderGroup> action) => On(id, context, (account, group) =>
    {
        action(account, group);
        return new { };
    });

    IResult On<T>(string id, HttpContext context, Func<Account, OrderGroup, T> action)
    {
        lock (exchange.Gate)
        {
            var account = exchange.Accounts.Of(context.Caller());
            return account.Groups.TryGetValue(id, out var group) ? Respond.Json(action(account, group)) : ApiError.NotFound();
        }
    }
}

using Kalshi.Grains;
using Kalshi.Grains.Orders;
using Kalshi.Silo.Configuration;
using Kalshi.Storage;
using Kalshi.Trading;

namespace Kalshi.Silo.Operations;

/// <summary>Orders, cancels, exits and reconciliation over HTTP. An account that is not named is the one that takes trade for.</summary>
static class OrderEndpoints
{
    const int MaxRows = 1000;

    internal static void MapOrders(this WebApplication app)
    {
        var token = new OperationsToken(app.Services.GetRequiredService<SiloOptions>().OperationsToken);
        var api = app.MapGroup("/api");
        api.MapGet("/orders", (IGrainFactory grains, OrderVenues venues, string? account, string? status) =>
            ForAccountAsync(venues, account, async name =>
                (await grains.GetGrain<IOrdersGrain>(name).OpenOrdersAsync()).Where(order => status is null || order.Status == status)));
        api.MapGet("/pnl/history", PnlHistoryAsync);
        api.MapGet("/reconcile", (IGrainFactory grains, OrderVenues venues, string? account) =>
            ForAccountAsync(venues, account, async name => await grains.GetGrain<IReconciliationGrain>(name).ViewAsync()));

        var changes = api.MapGroup("").AddEndpointFilter(token.RequireAsync);
        changes.MapPost("/orders/{id}/cancel", CancelAsync);
        changes.MapPost("/pnl", (IGrainFactory grains, OrderVenues venues, string? account) =>
            ForAccountAsync(venues, account, async name => await grains.GetGrain<IPositionGrain>(name).SnapshotAsync()));
        changes.MapPost("/cancel-all", (IGrainFactory grains, OrderVenues venues, OrderRequest request) => ChangeAsync(
            venues, request, async (name, r) => await grains.GetGrain<IOrdersGrain>(name).CancelAllAsync(r.Actor!, r.Reason!, r.Scope ?? GateScope.Global)));
        changes.MapPost("/flatten", (IGrainFactory grains, OrderVenues venues, OrderRequest request) => ChangeAsync(
            venues, request, async (name, r) => await grains.GetGrain<IOrdersGrain>(name).FlattenAsync(r.Actor!, r.Reason!)));
        changes.MapPost("/reconcile", (IGrainFactory grains, OrderVenues venues, string? account) =>
            ForAccountAsync(venues, account, async name => await grains.GetGrain<IReconciliationGrain>(name).RunAsync()));
        changes.MapPost("/reconcile/acknowledge", (IGrainFactory grains, OrderVenues venues, OrderRequest request) => ChangeAsync(
            venues, request, async (name, r) => await grains.GetGrain<IReconciliationGrain>(name).AcknowledgeAsync(r.Actor!, r.Reason!)));
    }

    static Task<IResult> ChangeAsync<T>(OrderVenues venues, OrderRequest request, Func<string, OrderRequest, Task<T>> change) =>
        Fault(request) is { } fault ? Task.FromResult(fault) : ForAccountAsync(venues, request.Account, name => change(name, request));

    static async Task<IResult> CancelAsync(IGrainFactory grains, string id, OrderRequest request) =>
        Fault(request) is { } fault ? fault
        : await grains.GetGrain<IOrderGrain>(id).CancelAsync(request.Actor!, request.Reason!) is { } order ? Results.Ok(order)
        : Results.Problem($"there is no order '{id}'", statusCode: 404);

    static async Task<IResult> ForAccountAsync<T>(OrderVenues venues, string? account, Func<string, Task<T>> ask)
    {
        var name = account ?? (venues.Find(TradingMode.Live.Account) is null ? TradingMode.Paper.Account : TradingMode.Live.Account);
        return venues.Find(name) is null
            ? Results.Problem($"account '{name}' trades nowhere in this silo; there are {string.Join(", ", venues.Accounts)}", statusCode: 400)
            : Results.Ok(await ask(name));
    }

    static async Task<IResult> PnlHistoryAsync(EventQueries queries, int? last, CancellationToken stop) =>
        last is < 1 or > MaxRows ? Results.Problem($"last {last} is not 1 to {MaxRows}", statusCode: 400)
        : Results.Ok((await queries.EventsAsync("pnl_snapshot", null, last ?? 60, stop)).Select(StoredEventRow.Of));

    static IResult? Fault(OrderRequest request) =>
        string.IsNullOrWhiteSpace(request.Reason) ? Results.Problem("a reason is needed; it stays in the audit trail", statusCode: 400)
        : string.IsNullOrWhiteSpace(request.Actor) ? Results.Problem("an actor is needed: who is doing this", statusCode: 400)
        : request.Scope is { } scope && !GateScope.IsValid(scope) ? Results.Problem($"'{scope}' is no scope", statusCode: 400)
        : null;
}

/// <summary>Who wants what done to which orders, and why.</summary>
sealed record OrderRequest(string? Actor, string? Reason, string? Account = null, string? Scope = null);

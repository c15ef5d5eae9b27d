using System.Text.Json;
using System.Text.Json.Serialization;
using Kalshi.Grains;
using Kalshi.Grains.Orders;
using Kalshi.Grains.Serialization;
using Kalshi.Silo.Configuration;
using Kalshi.Silo.Telemetry;
using Kalshi.Storage;
using Kalshi.Trading;

namespace Kalshi.Silo.Operations;

/// <summary>The operations API: what the console and the web page read, and the operator's switch.</summary>
static class OperationsEndpoints
{
    /// <summary>Most events in one answer.</summary>
    const int MaxEvents = 1000;

    internal static void ConfigureJson(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        foreach (var converter in UnitConverters.All)
            json.Converters.Add(converter);
    }

    internal static void MapOperations(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<SiloOptions>();
        var token = new OperationsToken(options.OperationsToken);
        var api = app.MapGroup("/api");

        api.MapGet("/status", (StatusReader status) => status.ReadAsync());
        api.MapGet("/live", (StatusReader status, TimeProvider time, CancellationToken stop) =>
            TypedResults.ServerSentEvents(LiveStatus.StreamAsync(status, time, stop), "status"));
        api.MapGet("/markets", async (StatusReader status, VenueClock clock) =>
            (await status.MarketsAsync()).Select(m => MarketRow.Of(m, clock.Now)));
        api.MapGet("/markets/{ticker}/book", BookAsync);
        api.MapGet("/edges", (IGrainFactory grains) => grains.GetGrain<IEdgeGrain>(options.ProductId).LatestAsync());
        api.MapGet("/opportunities", async (IGrainFactory grains, bool? why) =>
            DecisionsView.Of(await grains.GetGrain<IOpportunityGrain>(options.ProductId).LatestAsync(), why ?? false));
        api.MapGet("/positions", (IGrainFactory grains) => grains.GetGrain<IPositionGrain>(OrderGrain.PaperAccount).ViewAsync());
        api.MapGet("/events/{type}", EventsAsync);

        api.MapPost("/halt", (IGrainFactory grains, GateRequest request) => ChangeAsync(request, r => Gate(grains).HaltAsync(r.Actor!, r.Reason!)))
            .AddEndpointFilter(token.RequireAsync);
        api.MapPost("/release", (IGrainFactory grains, GateRequest request) => ChangeAsync(request, r => Gate(grains).ReleaseAsync(r.Actor!, r.Reason!)))
            .AddEndpointFilter(token.RequireAsync);

        app.MapGet("/health/live", () => Results.Ok(new { status = "live" }));
        app.MapGet("/health/ready", (Readiness readiness) =>
            readiness.Missing is { Count: > 0 } missing
                ? Results.Json(new { status = "not ready", missing }, statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Ok(new { status = "ready" }));
        // Made here and not at the first scrape: counters are counted from the start.
        var metrics = app.Services.GetRequiredService<PrometheusText>();
        app.MapGet("/metrics", () => Results.Text(metrics.Render(), "text/plain; version=0.0.4"));
    }

    static ITradingGateGrain Gate(IGrainFactory grains) => grains.GetGrain<ITradingGateGrain>(GateScope.Global);

    static async Task<IResult> ChangeAsync(GateRequest request, Func<GateRequest, Task<GateView>> change) =>
        string.IsNullOrWhiteSpace(request.Reason) ? Results.Problem("a reason is needed; it stays in the audit trail", statusCode: 400)
        : string.IsNullOrWhiteSpace(request.Actor) ? Results.Problem("an actor is needed: who is doing this", statusCode: 400)
        : Results.Ok(await change(request));

    static async Task<IResult> BookAsync(IGrainFactory grains, string ticker, int? depth) =>
        depth is < 0 or > 1000 ? Results.Problem($"depth {depth} is not 0 to 1000", statusCode: 400)
        : MarketTicker.TryParse(ticker, out var market) ? Results.Ok(await grains.GetGrain<IMarketGrain>(market.Value).BookAsync(depth ?? 10))
        : Results.Problem($"'{ticker}' is not a market ticker", statusCode: 400);

    static async Task<IResult> EventsAsync(EventQueries queries, string type, int? last, CancellationToken stop) =>
        last is < 1 or > MaxEvents ? Results.Problem($"last {last} is not 1 to {MaxEvents}", statusCode: 400)
        : Results.Ok((await queries.EventsAsync(type, null, last ?? 10, stop)).Select(StoredEventRow.Of));
}

/// <summary>Who wants the gate changed, and why.</summary>
sealed record GateRequest(string? Actor, string? Reason);

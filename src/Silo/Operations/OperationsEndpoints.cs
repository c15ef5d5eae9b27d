using System.Text.Json;
using System.Text.Json.Serialization;
using Kalshi.Grains;
using Kalshi.Grains.Serialization;
using Kalshi.Silo.Configuration;
using Kalshi.Silo.Safety;
using Kalshi.Silo.Telemetry;
using Kalshi.Storage;
using Kalshi.Trading;

namespace Kalshi.Silo.Operations;

/// <summary>The operations API: what the console and the web page read.</summary>
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
        api.MapGet("/positions", (IGrainFactory grains, SafetyOptions safety) => grains.GetGrain<IPositionGrain>(safety.Mode.Account).ViewAsync());
        api.MapGet("/events/{type}", EventsAsync);

        app.MapGet("/health/live", () => Results.Ok(new { status = "live" }));
        app.MapGet("/health/ready", (Readiness readiness) =>
            readiness.Missing is { Count: > 0 } missing
                ? Results.Json(new { status = "not ready", missing }, statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Ok(new { status = "ready" }));
        // Made here and not at the first scrape: counters are counted from the start.
        var metrics = app.Services.GetRequiredService<PrometheusText>();
        app.MapGet("/metrics", () => Results.Text(metrics.Render(), "text/plain; version=0.0.4"));
    }

    static async Task<IResult> BookAsync(IGrainFactory grains, string ticker, int? depth) =>
        depth is < 0 or > 1000 ? Results.Problem($"depth {depth} is not 0 to 1000", statusCode: 400)
        : MarketTicker.TryParse(ticker, out var market) ? Results.Ok(await grains.GetGrain<IMarketGrain>(market.Value).BookAsync(depth ?? 10))
        : Results.Problem($"'{ticker}' is not a market ticker", statusCode: 400);

    static async Task<IResult> EventsAsync(EventQueries queries, string type, int? last, CancellationToken stop) =>
        last is < 1 or > MaxEvents ? Results.Problem($"last {last} is not 1 to {MaxEvents}", statusCode: 400)
        : Results.Ok((await queries.EventsAsync(type, null, last ?? 10, stop)).Select(StoredEventRow.Of));
}

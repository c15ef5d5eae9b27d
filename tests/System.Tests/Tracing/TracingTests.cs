using Kalshi.VenueSimulator;

namespace Kalshi.System.Tests.Tracing;

/// <summary>The silo's traces as a collector gets them.</summary>
public sealed class TracingTests
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task One_trace_leads_from_the_frame_of_a_spot_tick_to_the_decision_and_its_order()
    {
        string[] path =
        [
            "coinbase.ws frame", "publish spot_tick", "apply event", "edge tick", "publish edge_snapshot", "IOpportunityGrain.DecideAsync",
            "publish opportunity_decision", "IOrderGrain.OpenAsync", "publish execution_order",
        ];
        await using var collector = await TraceCollector.StartAsync();
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = 7 });
        var settings = OperatorTests.Trading(deployment.Settings(venue));
        settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        settings["OTEL_BSP_SCHEDULE_DELAY"] = "500";
        settings["OTEL_BSP_MAX_QUEUE_SIZE"] = "65536";
        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings);

        await silo.UntilAsync("a take becomes an order", s => OperatorTests.Orders(s) > 0, Patience);

        await silo.UntilAsync(
            "a trace has the whole path, and a batch of the writer names it",
            _ => collector.Traces.Any(trace => trace.IsSupersetOf(path)) && collector.IsLinked("store events", "IOrderGrain.OpenAsync"), Patience);
        Assert.Contains(collector.Traces, trace => trace.IsSupersetOf(["kalshi.ws frame", "publish order_book_delta", "apply event"]));
    }
}

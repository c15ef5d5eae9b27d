using Kalshi.Bus;
using Kalshi.Storage;
using Kalshi.Venues;

namespace Kalshi.Silo.Configuration;

/// <summary>Builds the options from configuration, or says everything that is wrong with it.</summary>
static class SiloOptionsReader
{
    internal static SiloOptions Read(Knobs knobs) => new()
    {
        Kalshi = Venue(knobs),
        Series = knobs.List("KALSHI_SERIES", "KXBTCD,KXBTC,KXBTC15M"),
        CoinbaseWebSocket = knobs.Address("COINBASE_WS_URL", "wss://advanced-trade-ws.coinbase.com", "wss", "ws"),
        ProductId = knobs.Text("COINBASE_PRODUCT_ID", "BTC-USD"),
        Bus = knobs.Address("BUS_URL", "nats://127.0.0.1:4222", "nats", "tls"),
        Topology = new StreamTopologyOptions
        {
            Retention = TimeSpan.FromHours(knobs.Whole("BUS_STREAM_RETENTION_HOURS", 168, 1, 24 * 365)),
            MarketMaxBytes = (long)knobs.Whole("BUS_MARKET_MAX_MB", 4096, 1, 1 << 20) << 20,
            StrategyMaxBytes = (long)knobs.Whole("BUS_STRATEGY_MAX_MB", 1024, 1, 1 << 20) << 20,
            ExecutionMaxBytes = (long)knobs.Whole("BUS_EXECUTION_MAX_MB", 512, 1, 1 << 20) << 20,
        },
        Storage = knobs.Try("PG_*", () => StorageOptions.FromEnvironment(knobs.Optional), new StorageOptions()),
        CatalogueIntervalSeconds = knobs.Whole("CATALOGUE_INTERVAL_SECONDS", 30, 1, 3600),
        SummaryIntervalSeconds = knobs.Whole("SUMMARY_INTERVAL_SECONDS", 5, 1, 3600),
        OperationsToken = knobs.Optional("OPERATIONS_TOKEN"),
        ClockOrigin = knobs.Whole("CLOCK_ORIGIN", 1, int.MaxValue),
        ClockAnchor = knobs.Whole("CLOCK_ANCHOR", 1, int.MaxValue),
        ClockRate = knobs.Number("CLOCK_RATE", 1, 0.01, 1000),
        SiloPort = knobs.Whole("SILO_PORT", 11_111, 1, 65_535),
        GatewayPort = knobs.Whole("GATEWAY_PORT", 30_000, 1, 65_535),
    };

    static KalshiEndpoints Venue(Knobs knobs)
    {
        var standard = knobs.Text("KALSHI_ENV", "demo") switch
        {
            "demo" => KalshiEndpoints.Demo,
            "prod" => KalshiEndpoints.Production,
            var text => knobs.Fault("KALSHI_ENV", $"'{text}' is neither demo nor prod", KalshiEndpoints.Demo),
        };
        return knobs.Try(
            "KALSHI_*_URL",
            () => KalshiEndpoints.Parse(
                knobs.Text("KALSHI_REST_URL", standard.Rest.OriginalString), knobs.Text("KALSHI_WS_URL", standard.WebSocket.OriginalString)),
            standard);
    }
}

namespace Kalshi.Silo.Configuration;

/// <summary>Builds the options from configuration, or says everything that is wrong with it.</summary>
static class SiloOptionsReader
{
    internal static SiloOptions Read(Knobs knobs)
    {
        var environment = knobs.Text("KALSHI_ENV", "demo");
        if (environment is not ("demo" or "prod"))
            environment = knobs.Fault("KALSHI_ENV", $"'{environment}' is neither demo nor prod", "demo");
        var isProduction = environment == "prod";

        return new SiloOptions
        {
            VenueEnvironment = environment,
            KalshiRest = knobs.Address(
                "KALSHI_REST_URL",
                isProduction ? "https://api.elections.kalshi.com/trade-api/v2" : "https://demo-api.kalshi.co/trade-api/v2",
                "https", "http"),
            KalshiWebSocket = knobs.Address(
                "KALSHI_WS_URL",
                isProduction ? "wss://api.elections.kalshi.com/trade-api/ws/v2" : "wss://demo-api.kalshi.co/trade-api/ws/v2",
                "wss", "ws"),
            ApiKeyId = knobs.Optional("KALSHI_API_KEY_ID"),
            PrivateKeyPath = knobs.Optional("KALSHI_PRIVATE_KEY_PATH"),
            PrivateKeyText = knobs.Optional("KALSHI_PRIVATE_KEY"),
            Series = knobs.List("KALSHI_SERIES", "KXBTCD,KXBTC,KXBTC15M"),
            CoinbaseWebSocket = knobs.Address("COINBASE_WS_URL", "wss://advanced-trade-ws.coinbase.com", "wss", "ws"),
            ProductId = knobs.Text("COINBASE_PRODUCT_ID", "BTC-USD"),
            Bus = knobs.Address("BUS_URL", "nats://127.0.0.1:4222", "nats", "tls"),
            RetentionHours = knobs.Whole("BUS_STREAM_RETENTION_HOURS", 168, 1, 24 * 365),
            Postgres = knobs.Text("PG_DSN", "Host=127.0.0.1;Port=5432;Username=kalshi;Password=kalshi;Database=kalshi"),
            PoolMin = knobs.Whole("PG_POOL_MIN", 2, 0, 1000),
            PoolMax = knobs.Whole("PG_POOL_MAX", 10, 1, 1000),
            StatementTimeoutMs = knobs.Whole("PG_STATEMENT_TIMEOUT_MS", 5000, 1, 600_000),
            CatalogueIntervalSeconds = knobs.Whole("CATALOGUE_INTERVAL_SECONDS", 30, 1, 3600),
            SummaryIntervalSeconds = knobs.Whole("SUMMARY_INTERVAL_SECONDS", 5, 1, 3600),
            OperationsToken = knobs.Optional("OPERATIONS_TOKEN"),
            ClockOrigin = knobs.Optional("CLOCK_ORIGIN") is null ? null : knobs.Whole("CLOCK_ORIGIN", 0, 1, int.MaxValue),
            ClockAnchor = knobs.Optional("CLOCK_ANCHOR") is null ? null : knobs.Whole("CLOCK_ANCHOR", 0, 1, int.MaxValue),
            ClockRate = knobs.Number("CLOCK_RATE", 1, 0.01, 1000),
        };
    }
}

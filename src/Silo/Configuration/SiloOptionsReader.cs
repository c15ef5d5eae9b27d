using System.Net;
using Kalshi.Bus;
using Kalshi.Bus.Nats;
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
        WatchedSeries = knobs.List("KALSHI_WATCH_SERIES", ""),
        BookAuditSeconds = knobs.Whole("BOOK_AUDIT_SECONDS", 15, 0, 3600),
        SnapshotTimeout = TimeSpan.FromSeconds(knobs.Whole("SNAPSHOT_TIMEOUT_SECONDS", 10, 1, 3600)),
        CoinbaseWebSocket = knobs.Address("COINBASE_WS_URL", "wss://advanced-trade-ws.coinbase.com", "wss", "ws"),
        ProductId = knobs.Text("COINBASE_PRODUCT_ID", "BTC-USD"),
        Bus = knobs.Address("BUS_URL", "nats://127.0.0.1:4222", "nats", "tls"),
        BusTls = BusTls(knobs),
        BusCredentials = BusCredentials(knobs),
        Topology = new StreamTopologyOptions
        {
            DeadLetterRetention = TimeSpan.FromHours(knobs.Whole("BUS_DEAD_LETTER_RETENTION_HOURS", 336, 1, 24 * 365)),
            DuplicateWindow = TimeSpan.FromSeconds(knobs.Whole("BUS_DUPLICATE_WINDOW_SECONDS", 120, 1, 3600)),
            DeadLetterMaxBytes = (long)knobs.Whole("BUS_DEAD_LETTER_MAX_MB", 256, 1, 1 << 20) << 20,
            Retention = TimeSpan.FromHours(knobs.Whole("BUS_STREAM_RETENTION_HOURS", 168, 1, 24 * 365)),
            MarketMaxBytes = (long)knobs.Whole("BUS_MARKET_MAX_MB", 4096, 1, 1 << 20) << 20,
            StrategyMaxBytes = (long)knobs.Whole("BUS_STRATEGY_MAX_MB", 1024, 1, 1 << 20) << 20,
            ExecutionMaxBytes = (long)knobs.Whole("BUS_EXECUTION_MAX_MB", 512, 1, 1 << 20) << 20,
        },
        Storage = Storage(knobs),
        CatalogueIntervalSeconds = knobs.Whole("CATALOGUE_INTERVAL_SECONDS", 30, 1, 3600),
        StartPatience = TimeSpan.FromSeconds(knobs.Whole("START_PATIENCE_SECONDS", 60, 0, 600)),
        SummaryIntervalSeconds = knobs.Whole("SUMMARY_INTERVAL_SECONDS", 5, 1, 3600),
        OperationsToken = knobs.Optional("OPERATIONS_TOKEN"),
        ClockOrigin = knobs.Whole("CLOCK_ORIGIN", 1, int.MaxValue),
        ClockAnchor = knobs.Whole("CLOCK_ANCHOR", 1, int.MaxValue),
        ClockRate = knobs.Number("CLOCK_RATE", 1, 0.01, 1000),
        Cluster = Cluster(knobs),
    };

    static StorageOptions Storage(Knobs knobs)
    {
        const int mostDays = 36_500;
        var standard = new StorageOptions();
        var options = new StorageOptions
        {
            Dsn = knobs.Optional("PG_DSN") ?? "",
            ReadDsn = knobs.Optional("PG_READ_DSN") ?? "",
            PoolMin = knobs.Whole("PG_POOL_MIN", standard.PoolMin, 0, 1000),
            PoolMax = knobs.Whole("PG_POOL_MAX", standard.PoolMax, 1, 1000),
            StatementTimeoutMs = knobs.Whole("PG_STATEMENT_TIMEOUT_MS", standard.StatementTimeoutMs, 100, 3_600_000),
            RetentionDays = knobs.Whole("PG_RETENTION_DAYS", 1, mostDays),
            ScoringInterval = TimeSpan.FromSeconds(knobs.Whole("SCORING_INTERVAL_SECONDS", (int)standard.ScoringInterval.TotalSeconds, 1, 86_400)),
            FactsRetentionDays = knobs.Whole("FACTS_RETENTION_DAYS", 1, mostDays),
        };
        return knobs.Try("PG_*", options.Validated, standard);
    }

    static ClusterSettings Cluster(Knobs knobs) => new()
    {
        IsShared = knobs.Text("ORLEANS_CLUSTERING", "localhost") switch
        {
            "localhost" => false,
            "adonet" => true,
            var text => knobs.Fault("ORLEANS_CLUSTERING", $"'{text}' is neither localhost nor adonet", false),
        },
        ClusterId = knobs.Text("ORLEANS_CLUSTER_ID", "kalshi"),
        ServiceId = knobs.Text("ORLEANS_SERVICE_ID", "kalshi"),
        Address = IPAddress.TryParse(knobs.Text("SILO_ADDRESS", "127.0.0.1"), out var address)
            ? address
            : knobs.Fault("SILO_ADDRESS", $"'{knobs.Text("SILO_ADDRESS", "")}' is not an IP address", IPAddress.Loopback),
        SiloPort = knobs.Whole("SILO_PORT", 11_111, 1, 65_535),
        GatewayPort = knobs.Whole("GATEWAY_PORT", 30_000, 1, 65_535),
    };

    static NatsTls? BusTls(Knobs knobs)
    {
        var tls = new NatsTls
        {
            CaFile = knobs.Optional("NATS_CA_FILE"),
            CertificateFile = knobs.Optional("NATS_CERT_FILE"),
            KeyFile = knobs.Optional("NATS_KEY_FILE"),
        };
        return tls == new NatsTls() ? null : knobs.Try<NatsTls?>("NATS_CA_FILE, NATS_CERT_FILE, NATS_KEY_FILE", tls.Verified, null);
    }

    static NatsCredentials? BusCredentials(Knobs knobs)
    {
        var (creds, seed) = (knobs.Optional("NATS_CREDS_FILE"), knobs.Optional("NATS_NKEY_SEED_FILE"));
        if (creds is not null && seed is not null)
            return knobs.Fault<NatsCredentials?>("NATS_NKEY_SEED_FILE", "set beside NATS_CREDS_FILE, which has a seed of its own", null);
        return (creds ?? seed) is { } file
            ? knobs.Try<NatsCredentials?>(creds is null ? "NATS_NKEY_SEED_FILE" : "NATS_CREDS_FILE", () => NatsCredentials.FromFile(file), null)
            : null;
    }

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

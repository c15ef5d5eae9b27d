using Kalshi.Bus;
using Kalshi.Bus.Nats;
using Kalshi.Storage;
using Kalshi.Venues;

namespace Kalshi.Silo.Configuration;

/// <summary>Everything an operator can set, by the names of docs/configuration.md.</summary>
sealed record SiloOptions
{
    /// <summary>KALSHI_REST_URL and KALSHI_WS_URL, default the environment's.</summary>
    public required KalshiEndpoints Kalshi { get; init; }

    /// <summary>Series to trade, comma-separated (KALSHI_SERIES, default KXBTCD,KXBTC,KXBTC15M).</summary>
    public required IReadOnlyList<string> Series { get; init; }

    /// <summary>Series that are watched and recorded, and never traded, comma-separated (KALSHI_WATCH_SERIES, default none).</summary>
    public required IReadOnlyList<string> WatchedSeries { get; init; }

    /// <summary>Seconds of the wall clock between two comparisons of the books with REST; 0 neither compares them nor judges their age (BOOK_AUDIT_SECONDS, default 15).</summary>
    public required int BookAuditSeconds { get; init; }

    /// <summary>How long a book waits for a snapshot before it is asked for again, venue time (SNAPSHOT_TIMEOUT_SECONDS, default 10 s).</summary>
    public required TimeSpan SnapshotTimeout { get; init; }

    /// <summary>COINBASE_WS_URL, default wss://advanced-trade-ws.coinbase.com.</summary>
    public required Uri CoinbaseWebSocket { get; init; }

    /// <summary>COINBASE_PRODUCT_ID, default BTC-USD.</summary>
    public required string ProductId { get; init; }

    /// <summary>BUS_URL, default nats://127.0.0.1:4222.</summary>
    public required Uri Bus { get; init; }

    /// <summary>NATS_CA_FILE, NATS_CERT_FILE, NATS_KEY_FILE; null when none is set.</summary>
    public required NatsTls? BusTls { get; init; }

    /// <summary>NATS_CREDS_FILE or NATS_NKEY_SEED_FILE; null when neither is set.</summary>
    public required NatsCredentials? BusCredentials { get; init; }

    /// <summary>How long and how much the streams keep (BUS_STREAM_RETENTION_HOURS, BUS_MARKET_MAX_MB and their like).</summary>
    public required StreamTopologyOptions Topology { get; init; }

    /// <summary>PG_DSN, PG_POOL_MIN, PG_POOL_MAX, PG_STATEMENT_TIMEOUT_MS, PG_RETENTION_DAYS.</summary>
    public required StorageOptions Storage { get; init; }

    /// <summary>Seconds between two readings of the market catalogue (CATALOGUE_INTERVAL_SECONDS, default 30).</summary>
    public required int CatalogueIntervalSeconds { get; init; }

    /// <summary>How long a start waits altogether for venue and bus to answer (START_PATIENCE_SECONDS, default 60 s).</summary>
    public required TimeSpan StartPatience { get; init; }

    /// <summary>Seconds between two summary lines (SUMMARY_INTERVAL_SECONDS, default 5).</summary>
    public required int SummaryIntervalSeconds { get; init; }

    /// <summary>Bearer token for everything but reading (OPERATIONS_TOKEN); without one, only reading is possible.</summary>
    public required string? OperationsToken { get; init; }

    /// <summary>What the clock shows at CLOCK_ANCHOR, Unix seconds; all three or none (CLOCK_ORIGIN).</summary>
    public required long? ClockOrigin { get; init; }

    /// <summary>A moment of the wall clock, Unix seconds (CLOCK_ANCHOR).</summary>
    public required long? ClockAnchor { get; init; }

    /// <summary>Seconds of the silo's clock in one of the wall's (CLOCK_RATE).</summary>
    public required double ClockRate { get; init; }

    /// <summary>ORLEANS_CLUSTERING, ORLEANS_CLUSTER_ID, ORLEANS_SERVICE_ID, SILO_ADDRESS, SILO_PORT, GATEWAY_PORT.</summary>
    public required ClusterSettings Cluster { get; init; }

    /// <summary>No secret reaches a log by accident.</summary>
    public override string ToString() => nameof(SiloOptions);
}

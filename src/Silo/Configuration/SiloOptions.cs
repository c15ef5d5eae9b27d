using Kalshi.Trading;

namespace Kalshi.Silo.Configuration;

/// <summary>Everything an operator can set, by the names of docs/configuration.md.</summary>
sealed record SiloOptions
{
    /// <summary>demo or prod; ignored where addresses are given (KALSHI_ENV, default demo).</summary>
    public required string VenueEnvironment { get; init; }

    /// <summary>KALSHI_REST_URL, default the environment's.</summary>
    public required Uri KalshiRest { get; init; }

    /// <summary>KALSHI_WS_URL, default the environment's.</summary>
    public required Uri KalshiWebSocket { get; init; }

    /// <summary>KALSHI_API_KEY_ID.</summary>
    public required string? ApiKeyId { get; init; }

    /// <summary>KALSHI_PRIVATE_KEY_PATH.</summary>
    public required string? PrivateKeyPath { get; init; }

    /// <summary>KALSHI_PRIVATE_KEY, the PEM itself; line breaks may be written as \n.</summary>
    public required string? PrivateKeyText { get; init; }

    /// <summary>Series to trade, comma-separated (KALSHI_SERIES, default KXBTCD,KXBTC,KXBTC15M).</summary>
    public required IReadOnlyList<string> Series { get; init; }

    /// <summary>COINBASE_WS_URL, default wss://advanced-trade-ws.coinbase.com.</summary>
    public required Uri CoinbaseWebSocket { get; init; }

    /// <summary>COINBASE_PRODUCT_ID, default BTC-USD.</summary>
    public required string ProductId { get; init; }

    /// <summary>BUS_URL, default nats://127.0.0.1:4222.</summary>
    public required Uri Bus { get; init; }

    /// <summary>Hours that streams keep events (BUS_STREAM_RETENTION_HOURS, default 168).</summary>
    public required int RetentionHours { get; init; }

    /// <summary>PG_DSN, an Npgsql connection string.</summary>
    public required string Postgres { get; init; }

    /// <summary>PG_POOL_MIN, default 2.</summary>
    public required int PoolMin { get; init; }

    /// <summary>PG_POOL_MAX, default 10.</summary>
    public required int PoolMax { get; init; }

    /// <summary>PG_STATEMENT_TIMEOUT_MS, default 5000.</summary>
    public required int StatementTimeoutMs { get; init; }

    /// <summary>Seconds between two readings of the market catalogue (CATALOGUE_INTERVAL_SECONDS, default 30).</summary>
    public required int CatalogueIntervalSeconds { get; init; }

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

    /// <summary>Secrets as stars, for logs and people.</summary>
    public override string ToString() => $"{nameof(SiloOptions)} {{ {VenueEnvironment}, {KalshiRest}, {Bus} }}";
}

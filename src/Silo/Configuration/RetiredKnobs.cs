namespace Kalshi.Silo.Configuration;

/// <summary>Settings of the reference that mean nothing here, and what took their place.</summary>
static class RetiredKnobs
{
    internal static IReadOnlyDictionary<string, string> Successors { get; } = new Dictionary<string, string>
    {
        ["TAU_MAX_MINUTES"] = "MAX_HORIZON_SECONDS",
        ["SPREAD_MAX_TICKS"] = "nothing",
        ["MAX_DAILY_LOSS_PCT"] = "RISK_DAILY_LOSS, in dollars",
        ["MAX_POSITION_PCT"] = "RISK_MARKET_NOTIONAL, in dollars",
        ["TRADING_ENABLED"] = "TRADING_MODE",
        ["DB_PATH"] = "PG_DSN",
        ["LOG_PATH"] = "--log-file on the command line",
        ["COLLECTOR_SECONDS"] = "kalshi run-once --seconds",
        ["KALSHI_WS_AUTH_MODE"] = "nothing, the handshake is always signed by headers",
        ["KALSHI_MARKET_STATUS"] = "UNIVERSE_STATUS",
        ["KALSHI_MARKET_LIMIT"] = "nothing, the catalogue is read whole",
        ["KALSHI_MARKET_MAX_PAGES"] = "nothing, the catalogue is read whole",
        ["BUS_CONSUMER_LAG_ALERT_THRESHOLD"] = "the alerts in deploy/prometheus/rules",
    };
}

using Kalshi.Grains;
using Kalshi.Grains.Gate;
using Kalshi.Grains.Risk;
using Kalshi.Silo.Configuration;
using Kalshi.Trading;
using Kalshi.Trading.NoTrade;
using Kalshi.Trading.Risk;

namespace Kalshi.Silo.Safety;

/// <summary>Reads the mode, the gate's limits and the risk limits.</summary>
static class SafetyOptionsReader
{
    /// <summary>On the command line only, so that nobody goes live by an inherited environment: <c>--i-accept-live-orders yes</c>.</summary>
    internal const string Acceptance = "i-accept-live-orders";

    static readonly TimeSpan LiveStage = TimeSpan.FromMinutes(5);

    internal static SafetyOptions Read(Knobs knobs, SiloOptions silo)
    {
        var mode = Mode(knobs, silo);
        return new()
        {
            Mode = mode,
            RealCapital = mode == TradingMode.Live && silo.Kalshi.Environment == "prod",
            KillSwitchFile = knobs.Text("KILL_SWITCH_FILE", "data/kill_switch"),
            KillSwitches = KillSwitches(knobs),
            Gate = new TradingGateOptions { Health = Health(knobs, mode, silo.ClockRate) },
            Risk = new RiskLimitGrainOptions { Defaults = Limits(knobs), Canary = Canary(knobs) },
        };
    }

    static TradingMode Mode(Knobs knobs, SiloOptions silo)
    {
        var mode = knobs.Text("TRADING_MODE", "paper") switch
        {
            "replay" => TradingMode.Replay,
            "shadow" => TradingMode.Shadow,
            "paper" => TradingMode.Paper,
            "live" => TradingMode.Live,
            var text => knobs.Fault("TRADING_MODE", $"'{text}' is not replay, shadow, paper or live", TradingMode.Paper),
        };
        if (mode == TradingMode.Live && knobs.Argument(Acceptance) != "yes")
            knobs.Fault("TRADING_MODE", $"live sends orders that cost money; it needs --{Acceptance} yes on the command line as well", 0);
        if (mode == TradingMode.Live && silo.ClockOrigin is not null && silo.Kalshi.Environment != "custom")
            knobs.Fault("TRADING_MODE", "live at Kalshi runs on the wall's clock, not on CLOCK_ORIGIN", 0);
        if (mode == TradingMode.Replay && silo.Kalshi.Environment != "custom")
            knobs.Fault("TRADING_MODE", "replay is for a venue that plays a recording, not for Kalshi itself", 0);
        return mode;
    }

    static string[] KillSwitches(Knobs knobs)
    {
        string[] scopes = [.. knobs.List("KILL_SWITCH", "").Where(s => s is not ("0" or "false")).Select(s => s is "1" or "true" ? GateScope.Global : s)];
        foreach (var scope in scopes.Where(s => !GateScope.IsValid(s)))
            knobs.Fault("KILL_SWITCH", $"'{scope}' is not 1, global, venue:NAME, series:NAME or strategy:NAME", 0);
        return scopes;
    }

    static NoTradeLimits Health(Knobs knobs, TradingMode mode, double clockRate) => new()
    {
        SnapshotAge = Seconds(knobs, "GATE_SNAPSHOT_AGE_SECONDS", 60),
        SpotAge = Seconds(knobs, "GATE_SPOT_AGE_SECONDS", 10),
        QuoteAge = Seconds(knobs, "GATE_QUOTE_AGE_SECONDS", 30),
        StateBuilderLag = Seconds(knobs, "GATE_STATE_LAG_SECONDS", 10),
        PersistenceLag = Seconds(knobs, "GATE_PERSISTENCE_LAG_SECONDS", 30),
        QuoteCoveragePct = knobs.Number("GATE_QUOTE_COVERAGE_PCT", 80, 0, 100),
        Recovery = TimeSpan.FromSeconds(knobs.Whole("GATE_RECOVERY_SECONDS", 300, 0, 86_400)),
        Stage = TimeSpan.FromSeconds(knobs.Whole("GATE_STAGE_SECONDS", mode == TradingMode.Live ? (int)LiveStage.TotalSeconds : 0, 0, 86_400)),
        // The watch lives on the wall's clock, however fast the venue's runs.
        ObservationGap = TimeSpan.FromSeconds(15 * Math.Max(1, clockRate)),
    };

    static RiskLimits Limits(Knobs knobs)
    {
        var limits = new RiskLimits();
        limits = limits with
        {
            Order = Cap(knobs, "RISK_ORDER", limits.Order),
            Market = Cap(knobs, "RISK_MARKET", limits.Market),
            Series = Cap(knobs, "RISK_SERIES", limits.Series),
            Venue = Cap(knobs, "RISK_VENUE", limits.Venue),
            Total = Cap(knobs, "RISK_TOTAL", limits.Total),
            OpenPositions = knobs.Whole("RISK_OPEN_POSITIONS", limits.OpenPositions, 1, 10_000),
            OrdersPerMinute = knobs.Whole("RISK_ORDERS_PER_MINUTE", limits.OrdersPerMinute, 1, 10_000),
            WorstCaseLoss = Dollars(knobs, "RISK_WORST_CASE_LOSS", limits.WorstCaseLoss),
            DailyLoss = Dollars(knobs, "RISK_DAILY_LOSS", limits.DailyLoss),
            ConsecutiveFailures = knobs.Whole("RISK_CONSECUTIVE_FAILURES", limits.ConsecutiveFailures, 1, 1000),
        };
        foreach (var fault in limits.Faults())
            knobs.Fault("RISK_*", fault, 0);
        return limits;
    }

    static RiskCanary Canary(Knobs knobs)
    {
        var canary = new RiskCanary();
        return new()
        {
            Notional = Dollars(knobs, "CANARY_NOTIONAL", canary.Notional),
            Contracts = Contracts(knobs, "CANARY_CONTRACTS", canary.Contracts),
            Orders = knobs.Whole("CANARY_ORDERS", canary.Orders, 1, 100_000),
            Period = TimeSpan.FromHours(knobs.Whole("CANARY_HOURS", (int)canary.Period.TotalHours, 1, 24 * 365)),
        };
    }

    static ExposureCap Cap(Knobs knobs, string name, ExposureCap fallback) =>
        new(Dollars(knobs, name + "_NOTIONAL", fallback.Notional), Contracts(knobs, name + "_CONTRACTS", fallback.Contracts));

    static Money Dollars(Knobs knobs, string name, Money fallback) =>
        Money.FromSteps(knobs.Whole(name, (int)(fallback.Steps / Money.Scale), 1, 1_000_000) * Money.Scale);

    static Quantity Contracts(Knobs knobs, string name, Quantity fallback) =>
        Quantity.FromSteps(knobs.Whole(name, (int)(fallback.Steps / Quantity.Scale), 1, 10_000_000) * Quantity.Scale);

    static TimeSpan Seconds(Knobs knobs, string name, int fallback) => TimeSpan.FromSeconds(knobs.Whole(name, fallback, 1, 86_400));
}

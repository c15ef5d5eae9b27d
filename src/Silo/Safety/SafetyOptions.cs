using Kalshi.Grains.Gate;
using Kalshi.Grains.Risk;
using Kalshi.Trading;

namespace Kalshi.Silo.Safety;

/// <summary>What stands between a decision and money.</summary>
sealed record SafetyOptions
{
    /// <summary>What becomes of takes (TRADING_MODE, default paper).</summary>
    public required TradingMode Mode { get; init; }

    /// <summary>Live orders go to the venue's production environment: only then are the readiness gates in the way of them.</summary>
    public required bool RealCapital { get; init; }

    /// <summary>While this file exists, what it names is halted, and everything when it names nothing (KILL_SWITCH_FILE, default
    /// data/kill_switch).</summary>
    public required string KillSwitchFile { get; init; }

    /// <summary>Gates that are halted from the start (KILL_SWITCH: scopes, comma-separated; 1 or true for everything).</summary>
    public required IReadOnlyList<string> KillSwitches { get; init; }

    /// <summary>GATE_*.</summary>
    public required TradingGateOptions Gate { get; init; }

    /// <summary>RISK_* and CANARY_*.</summary>
    public required RiskLimitGrainOptions Risk { get; init; }
}

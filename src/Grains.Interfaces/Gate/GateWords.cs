namespace Kalshi.Grains;

/// <summary>Why a gate refuses, in one word: what a refused order says on the record.</summary>
public static class GateWords
{
    public const string EntriesStopped = "entries_stopped";
    public const string TradingHalted = "trading_halted";
    public const string KillSwitchActive = "kill_switch_active";
    public const string Unreachable = "gate_unreachable";

    static readonly HashSet<string> All = [EntriesStopped, TradingHalted, KillSwitchActive, Unreachable];

    /// <summary>Whether an order's reason is that a gate refused it.</summary>
    public static bool Has(string? reason) => reason is not null && All.Contains(reason);
}

using Kalshi.Grains;
using Kalshi.Silo.Configuration;

namespace Kalshi.Silo.Safety;

/// <summary>The operator's switches outside of the API: a file, and the environment at start.</summary>
sealed class KillSwitches(IGrainFactory grains, SafetyOptions safety, SiloOptions options)
{
    // Null until the file was looked at once: an earlier run may have left any scope halted.
    IReadOnlyList<string>? _byFile;

    IEnumerable<string> Scopes =>
    [
        GateScope.Global, GateScope.Venue(GateScope.Kalshi), GateScope.Strategy(GateScope.EdgeStrategy), .. options.Series.Select(GateScope.Series),
    ];

    /// <summary>Halts every scope that the environment names; a scope it no longer names is let go.</summary>
    internal async Task ApplyEnvironmentAsync()
    {
        foreach (var scope in Scopes.Except(safety.KillSwitches))
            await Gate(scope).ClearAsync(GateCauses.KillSwitchEnvironment, "started without KILL_SWITCH for it");
        foreach (var scope in safety.KillSwitches)
            await Gate(scope).RaiseAsync(GateCauses.Environment(scope));
    }

    /// <summary>Halts every scope that the file names, and lets go what it no longer names.</summary>
    internal async Task CheckFileAsync()
    {
        var named = KillSwitchFile.ScopesOf(safety.KillSwitchFile);
        if (_byFile is { } known && known.SequenceEqual(named))
            return;
        foreach (var scope in named)
            await Gate(scope).RaiseAsync(GateCauses.FileExists(safety.KillSwitchFile));
        foreach (var scope in (_byFile ?? Scopes).Except(named))
            await Gate(scope).ClearAsync(GateCauses.KillSwitchFile, named.Count == 0 ? "the file is gone" : "the file names it no longer");
        _byFile = named;
    }

    ITradingGateGrain Gate(string scope) => grains.GetGrain<ITradingGateGrain>(scope);
}

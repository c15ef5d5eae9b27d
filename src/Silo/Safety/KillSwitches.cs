using Kalshi.Grains;
using Kalshi.Silo.Configuration;

namespace Kalshi.Silo.Safety;

/// <summary>The operator's switches outside of the API: a file, and the environment at start.</summary>
sealed class KillSwitches(IGrainFactory grains, SafetyOptions safety, SiloOptions options)
{
    bool? _fileRaised;

    /// <summary>Halts every scope that the environment names; a scope it no longer names is let go.</summary>
    internal async Task ApplyEnvironmentAsync()
    {
        string[] scopes =
        [
            GateScope.Global, GateScope.Venue(GateScope.Kalshi), GateScope.Strategy(GateScope.EdgeStrategy), .. options.Series.Select(GateScope.Series),
        ];
        foreach (var scope in scopes.Except(safety.KillSwitches))
            await Gate(scope).ClearAsync(GateCauses.KillSwitchEnvironment, "started without KILL_SWITCH for it");
        foreach (var scope in safety.KillSwitches)
            await Gate(scope).RaiseAsync(GateCauses.Environment(scope));
    }

    internal async Task CheckFileAsync()
    {
        var exists = FileExists();
        if (exists == _fileRaised)
            return;
        if (exists)
            await Gate(GateScope.Global).RaiseAsync(GateCauses.FileExists(safety.KillSwitchFile));
        else
            await Gate(GateScope.Global).ClearAsync(GateCauses.KillSwitchFile, "the file is gone");
        _fileRaised = exists;
    }

    // A file that cannot be looked at counts as there.
    bool FileExists()
    {
        try
        {
            File.GetAttributes(safety.KillSwitchFile);
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    ITradingGateGrain Gate(string scope) => grains.GetGrain<ITradingGateGrain>(scope);
}

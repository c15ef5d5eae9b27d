namespace Kalshi.Silo.Configuration;

/// <summary>Settings the silo refuses to start with, all of them.</summary>
public sealed class ConfigurationFaultException(IReadOnlyList<string> faults)
    : Exception("wrong settings:\n  " + string.Join("\n  ", faults));

namespace Kalshi.Runtime.Tests;

/// <summary>The hosts of this flavour.</summary>
static class RuntimeHosts
{
    public static IReadOnlyList<HostKind> Kinds { get; } = [HostKind.Orleans];

    public static Task<IRuntimeHost> StartAsync(HostKind kind, HostSetup setup) => OrleansHost.Start(setup);
}

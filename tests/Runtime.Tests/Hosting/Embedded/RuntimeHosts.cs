namespace Kalshi.Runtime.Tests;

/// <summary>The hosts of this flavour.</summary>
static class RuntimeHosts
{
    const int Seed = 20260101;

    public static IReadOnlyList<HostKind> Kinds { get; } = [HostKind.ThreadPool, HostKind.Deterministic];

    public static Task<IRuntimeHost> StartAsync(HostKind kind, HostSetup setup) => kind == HostKind.ThreadPool
        ? EmbeddedThreadPoolHost.Start(setup)
        : EmbeddedDeterministicHost.Start(setup, Seed);
}

namespace Kalshi.Runtime.Tests;

/// <summary>Base of the conformance tests: runs a scenario on a host of a kind.</summary>
public abstract class Conformance
{
    const int Seed = 20260101;

    protected static Task On(HostKind kind, Func<IRuntimeHost, Task> scenario) => On(kind, HostSetup.Default, scenario);

    protected static async Task On(HostKind kind, HostSetup setup, Func<IRuntimeHost, Task> scenario)
    {
        await using var host = kind == HostKind.ThreadPool
            ? await EmbeddedThreadPoolHost.Start(setup)
            : await EmbeddedDeterministicHost.Start(setup, Seed);
        await host.Run(() => scenario(host));
    }
}

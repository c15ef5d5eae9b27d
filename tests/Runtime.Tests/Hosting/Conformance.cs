namespace Kalshi.Runtime.Tests;

/// <summary>Base of the conformance tests: runs a scenario on a host of a kind.</summary>
/// <remarks>The suite states what our grains rely on. Where hosts may differ, the order between activations and the exact
/// moment of anything, it asserts nothing.</remarks>
public abstract class Conformance
{
    protected static Task On(HostKind kind, Func<IRuntimeHost, Task> scenario) => On(kind, HostSetup.Default, scenario);

    protected static async Task On(HostKind kind, HostSetup setup, Func<IRuntimeHost, Task> scenario)
    {
        await using var host = await RuntimeHosts.StartAsync(kind, setup);
        await host.Run(() => scenario(host));
    }
}

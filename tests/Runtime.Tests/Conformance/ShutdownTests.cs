using Microsoft.Extensions.DependencyInjection;

namespace Kalshi.Runtime.Tests;

public sealed class ShutdownTests : Conformance
{
    /// <remarks>Orleans: "silo lifecycle"; DeactivationReasonCode.ShuttingDown.</remarks>
    [Theory, Hosts]
    public Task A_host_that_stops_deactivates_every_grain_and_then_refuses_calls(HostKind kind) => On(kind, async host =>
    {
        var (a, b) = (host.Grains.GetGrain<ILifeGrain>("a"), host.Grains.GetGrain<ILifeGrain>("b"));
        var journal = host.Services.GetRequiredService<Journal>();
        await Task.WhenAll(a.Call(), b.Call());

        await host.Stop();

        Assert.Contains("a deactivated: ShuttingDown", journal.Entries);
        Assert.Contains("b deactivated: ShuttingDown", journal.Entries);
        await Assert.ThrowsAnyAsync<Exception>(a.Call);
    });

    [Theory, Hosts]
    public Task A_host_that_stops_lets_running_turns_end(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var call = host.Grains.GetGrain<ICallGrain>("a").Wait("gate");
        await journal.Seen("gate in");

        var stopping = host.Stop();
        Assert.False(stopping.IsCompleted);
        journal.Open("gate");
        await stopping;

        await call;
        Assert.Contains("gate out", journal.Entries);
    });
}

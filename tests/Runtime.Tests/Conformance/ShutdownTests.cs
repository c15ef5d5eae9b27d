using Microsoft.Extensions.DependencyInjection;

namespace Kalshi.Runtime.Tests;

public sealed class ShutdownTests
{
    [Fact]
    public async Task A_host_that_stops_deactivates_every_grain_and_then_refuses_calls()
    {
        await using var host = await EmbeddedThreadPoolHost.Start(HostSetup.Default);
        var (a, b) = (host.Grains.GetGrain<ILifeGrain>("a"), host.Grains.GetGrain<ILifeGrain>("b"));
        await Task.WhenAll(a.Call(), b.Call());

        await host.Stop();

        var journal = host.Services.GetRequiredService<Journal>();
        Assert.Contains("a deactivated: ShuttingDown", journal.Entries);
        Assert.Contains("b deactivated: ShuttingDown", journal.Entries);
        await Assert.ThrowsAsync<OrleansMessageRejectionException>(a.Call);
    }

    [Fact]
    public async Task A_host_that_stops_lets_running_turns_end()
    {
        await using var host = await EmbeddedThreadPoolHost.Start(HostSetup.Default);
        var journal = host.Services.GetRequiredService<Journal>();
        var call = host.Grains.GetGrain<ICallGrain>("a").Wait("gate");
        await journal.Seen("gate in");

        var stopping = host.Stop();
        Assert.False(stopping.IsCompleted);
        journal.Open("gate");
        await stopping;

        await call;
        Assert.Contains("gate out", journal.Entries);
    }

    [Fact]
    public async Task A_turn_that_never_ends_does_not_keep_a_host_from_stopping()
    {
        await using var host = await EmbeddedThreadPoolHost.Start(new() { ResponseTimeout = TimeSpan.FromHours(1) });
        var call = host.Grains.GetGrain<ICallGrain>("a").Wait("gate");
        await host.Services.GetRequiredService<Journal>().Seen("gate in");

        var stopping = host.Stop();
        await host.Advance(TimeSpan.FromSeconds(21));
        await stopping;

        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }
}

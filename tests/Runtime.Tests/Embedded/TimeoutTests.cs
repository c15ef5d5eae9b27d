using Microsoft.Extensions.DependencyInjection;

namespace Kalshi.Runtime.Tests;

/// <summary>The moments of time-outs, which only a host on virtual time has exactly.</summary>
public sealed class TimeoutTests : Conformance
{
    [Theory, Hosts]
    public Task A_caller_waits_until_the_response_timeout(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var call = host.Grains.GetGrain<ICallGrain>("a").Wait("slow");
        await journal.Seen("slow in");

        await host.Advance(TimeSpan.FromSeconds(29));
        Assert.False(call.IsCompleted);

        await Assert.ThrowsAsync<TimeoutException>(() => host.Until(call, TimeSpan.FromSeconds(1)));
        journal.Open("slow");
    });

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

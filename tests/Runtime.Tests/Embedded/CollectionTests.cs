using Microsoft.Extensions.DependencyInjection;

namespace Kalshi.Runtime.Tests;

/// <summary>The moments of collection, which only a host on virtual time has exactly.</summary>
public sealed class CollectionTests : Conformance
{
    static readonly HostSetup Collecting = new() { CollectsSoon = true };

    [Theory, Hosts]
    public Task A_call_begins_the_collection_age_anew(HostKind kind) => On(kind, Collecting, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ILifeGrain>("a");
        await grain.Call();

        await host.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(2, await grain.Call());
        await host.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(3, await grain.Call());
        await host.Advance(TimeSpan.FromMinutes(7));
        await journal.Seen("a deactivated: ActivationIdle");

        Assert.Equal(1, await grain.Call());
    });

    [Theory, Hosts]
    public Task A_grain_puts_off_its_collection_by_what_it_says(HostKind kind) => On(kind, Collecting, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ILifeGrain>("a");
        await grain.Stay(TimeSpan.FromHours(1));

        await host.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(1, await grain.Call());
        await host.Advance(TimeSpan.FromMinutes(10));

        await journal.Seen("a deactivated: ActivationIdle");
    });
}

using Microsoft.Extensions.DependencyInjection;

namespace Kalshi.Runtime.Tests;

public sealed class LifeTests : Conformance
{
    static readonly HostSetup Collecting = new() { CollectsSoon = true };
    static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    /// <remarks>Orleans: "grain lifecycle"; activated on demand.</remarks>
    [Theory, Hosts]
    public Task A_grain_is_activated_by_its_first_call_and_keeps_its_state(HostKind kind) => On(kind, async host =>
    {
        var grain = host.Grains.GetGrain<ILifeGrain>("a");
        var journal = host.Services.GetRequiredService<Journal>();
        Assert.Empty(journal.Entries);

        Assert.Equal(1, await grain.Call());
        Assert.Equal(2, await host.Grains.GetGrain<ILifeGrain>("a").Call());

        Assert.Equal(["a activated"], journal.Entries);
    });

    /// <remarks>Orleans: "grain identity"; GUID, integer, string and compound keys.</remarks>
    [Theory, Hosts]
    public Task Each_kind_of_key_comes_back_as_it_was(HostKind kind) => On(kind, async host =>
    {
        var guid = new Guid("8f2b1c3d-0000-0000-0000-00000000abcd");

        Assert.Equal(guid, await host.Grains.GetGrain<IGuidGrain>(guid).Key());
        Assert.Equal(-7, await host.Grains.GetGrain<IIntegerGrain>(-7).Key());
        Assert.Equal(long.MaxValue, await host.Grains.GetGrain<IIntegerGrain>(long.MaxValue).Key());
        Assert.Equal("12 and x", await host.Grains.GetGrain<ICompoundGrain>(12, "x").Key());
    });

    [Theory, Hosts]
    public Task A_grain_type_is_the_class_name_without_its_suffix_or_what_the_attribute_says(HostKind kind) => On(kind, async host =>
    {
        Assert.Equal("named/k", (await host.Grains.GetGrain<INamedGrain>("k").Id()).ToString());
        Assert.Equal("life/k", host.Grains.GetGrain<ILifeGrain>("k").GetGrainId().ToString());
        Assert.Equal("integer/FF", host.Grains.GetGrain<IIntegerGrain>(255).GetGrainId().ToString());
    });

    [Theory, Hosts]
    public Task References_to_one_grain_are_equal_and_can_be_passed_on(HostKind kind) => On(kind, async host =>
    {
        var grain = host.Grains.GetGrain<ILifeGrain>("a");

        Assert.Equal(grain, host.Grains.GetGrain<ILifeGrain>("a"));
        Assert.NotEqual(grain, host.Grains.GetGrain<ILifeGrain>("b"));
        Assert.Equal(1, await host.Grains.GetGrain(grain.GetGrainId()).AsReference<ILifeGrain>().Call());
    });

    /// <remarks>Orleans: "grain lifecycle"; an exception of OnActivateAsync.</remarks>
    [Theory, Hosts]
    public Task A_failing_activation_fails_its_calls_and_the_next_call_tries_anew(HostKind kind) => On(kind, async host =>
    {
        var grain = host.Grains.GetGrain<ILifeGrain>("broken");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(grain.Call);
        Assert.Equal("it is broken", error.Message);

        Assert.Equal(1, await grain.Call());
    });

    /// <remarks>Orleans: <c>Grain.DeactivateOnIdle</c>.</remarks>
    [Theory, Hosts]
    public Task A_grain_that_leaves_is_activated_anew_by_the_next_call(HostKind kind) => On(kind, async host =>
    {
        var grain = host.Grains.GetGrain<ILifeGrain>("a");
        await grain.Call();

        await grain.Leave();

        Assert.Equal(1, await grain.Call());
        Assert.Equal(
            ["a activated", "a deactivated: ApplicationRequested", "a activated"],
            host.Services.GetRequiredService<Journal>().Entries);
    });

    /// <remarks>Orleans: <c>Grain.DeactivateOnIdle</c>; what waits is forwarded.</remarks>
    [Theory, Hosts]
    public Task Calls_that_wait_for_a_leaving_grain_go_to_its_next_activation(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ILifeGrain>("a");
        await grain.Call();

        var leaving = grain.LeaveAfter("gate");
        await journal.Seen("leaving");
        var waiting = Task.WhenAll(grain.Call(), grain.Call());
        journal.Open("gate");
        await leaving;

        var counts = await waiting;
        Assert.Equal([1, 2], counts);
    });

    /// <remarks>Orleans: "activation collection"; the deactivation's reason is ActivationIdle.</remarks>
    [Theory, Hosts]
    public Task A_grain_that_nobody_calls_is_collected(HostKind kind) => On(kind, Collecting, async host =>
    {
        var grain = host.Grains.GetGrain<ILifeGrain>("a");
        Assert.Equal(1, await grain.Call());

        await host.Until(Collected(host, "a"), Step);

        Assert.Equal(1, await grain.Call());
    });

    /// <remarks>Orleans: <c>Grain.DelayDeactivation</c>.</remarks>
    [Theory, Hosts]
    public Task A_grain_may_put_off_its_collection(HostKind kind) => On(kind, Collecting, async host =>
    {
        var grain = host.Grains.GetGrain<ILifeGrain>("a");
        await grain.Stay(TimeSpan.FromDays(1));
        await host.Grains.GetGrain<ILifeGrain>("later").Call();

        await host.Until(Collected(host, "later"), Step);

        Assert.DoesNotContain("a deactivated: ActivationIdle", host.Services.GetRequiredService<Journal>().Entries);
        Assert.Equal(1, await grain.Call());
    });

    /// <remarks>Orleans: <c>[KeepAlive]</c>.</remarks>
    [Theory, Hosts]
    public Task A_grain_that_is_kept_alive_is_not_collected(HostKind kind) => On(kind, Collecting, async host =>
    {
        var grain = host.Grains.GetGrain<IEternalGrain>("a");
        await grain.Call();
        await host.Grains.GetGrain<ILifeGrain>("later").Call();

        await host.Until(Collected(host, "later"), Step);

        Assert.Equal(2, await grain.Call());
    });

    static Task Collected(IRuntimeHost host, string grain) =>
        host.Services.GetRequiredService<Journal>().Seen($"{grain} deactivated: ActivationIdle");
}

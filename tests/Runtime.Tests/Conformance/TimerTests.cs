using Microsoft.Extensions.DependencyInjection;

namespace Kalshi.Runtime.Tests;

public sealed class TimerTests : Conformance
{
    static readonly HostSetup Collecting = new() { CollectsSoon = true };
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <remarks>Orleans: "timers", RegisterGrainTimer.</remarks>
    [Theory, Hosts]
    public Task A_timer_ticks_when_due_and_then_each_period(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(2 * Second, 5 * Second, TimerManner.Plain);

        await host.Advance(1.9 * Second);
        Assert.Equal(0, await grain.Ticks());
        await host.Advance(0.2 * Second);
        await journal.Seen("a tick 1 done");
        await Settle(grain);
        await host.Advance(5.1 * Second);
        await journal.Seen("a tick 2 done");
    });

    [Theory, Hosts]
    public Task A_timer_without_a_period_ticks_once(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(Second, Timeout.InfiniteTimeSpan, TimerManner.Plain);

        await host.Advance(1.1 * Second);
        await journal.Seen("a tick 1 done");
        await Settle(grain);
        await host.Advance(100 * Second);

        Assert.Equal(1, await grain.Ticks());
    });

    /// <remarks>Orleans: "timers"; the period is from the end of a callback to the start of the next.</remarks>
    [Theory, Hosts]
    public Task The_period_begins_when_a_tick_has_ended(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(Second, Second, TimerManner.Waits);

        await host.Advance(1.1 * Second);
        await journal.Seen("a tick 1");
        await host.Advance(20 * Second);
        Assert.DoesNotContain("a tick 2", journal.Entries);
        journal.Open("a tick 1");
        await journal.Seen("a tick 1 done");
        await Settle(grain);
        await host.Advance(1.1 * Second);

        await journal.Seen("a tick 2");
        journal.Open("a tick 2");
    });

    /// <remarks>Orleans: <c>GrainTimerCreationOptions.Interleave</c>, false by default.</remarks>
    [Theory, Hosts]
    public Task A_tick_is_a_turn_that_others_wait_for(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(Second, Second, TimerManner.Waits);
        await host.Advance(1.1 * Second);
        await journal.Seen("a tick 1");

        var call = grain.Ticks();
        journal.Open("a tick 1");
        await call;

        Assert.Equal(["a tick 1", "a tick 1 done"], journal.Entries);
    });

    /// <remarks>Orleans: <c>GrainTimerCreationOptions.Interleave</c>.</remarks>
    [Theory, Hosts]
    public Task An_interleaving_tick_holds_up_nobody(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(Second, Second, TimerManner.Waits | TimerManner.Interleaves);
        await host.Advance(1.1 * Second);
        await journal.Seen("a tick 1");

        Assert.Equal(1, await grain.Ticks());
        Assert.DoesNotContain("a tick 1 done", journal.Entries);
        journal.Open("a tick 1");
    });

    [Theory, Hosts]
    public Task A_failing_tick_does_not_stop_the_timer(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(Second, Second, TimerManner.Fails);

        await host.Advance(1.1 * Second);
        await journal.Seen("a tick 1 done");
        await Settle(grain);
        await host.Advance(1.1 * Second);

        await journal.Seen("a tick 2 done");
    });

    [Theory, Hosts]
    public Task A_timer_can_be_changed_and_stopped(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(100 * Second, 100 * Second, TimerManner.Plain);
        await grain.Change(Second, 100 * Second);
        await host.Advance(1.1 * Second);
        await journal.Seen("a tick 1 done");
        await Settle(grain);

        await grain.Stop();
        await host.Advance(500 * Second);

        Assert.Equal(1, await grain.Ticks());
    });

    /// <remarks>Orleans: "timers"; not beyond the deactivation.</remarks>
    [Theory, Hosts]
    public Task A_timer_ends_with_its_activation(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(Second, Second, TimerManner.Plain);
        await grain.Leave();
        await journal.Seen("a left");

        await host.Advance(10 * Second);

        Assert.Equal(0, await grain.Ticks());
        Assert.Equal(["a left"], journal.Entries);
    });

    /// <remarks>Orleans: <c>GrainTimerCreationOptions.KeepAlive</c>.</remarks>
    [Theory, Hosts]
    public Task Ticks_count_as_use_only_where_they_keep_the_grain_alive(HostKind kind) => On(kind, Collecting, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var period = TimeSpan.FromMinutes(1);
        await host.Grains.GetGrain<ITimerGrain>("kept").Start(period, period, TimerManner.KeepsAlive);
        await host.Grains.GetGrain<ITimerGrain>("plain").Start(period, period, TimerManner.Plain);
        var collected = journal.Seen("plain left");

        // From tick to tick, so that time does not run away from the turns.
        for (var tick = 1; !collected.IsCompleted; tick++)
        {
            await host.Until(journal.Seen($"kept tick {tick}"), Second);
            await host.Advance(Second);
        }

        Assert.DoesNotContain("kept left", journal.Entries);
    });

    // The next tick is set in the turn that ends the last one; a call behind it comes when that is done.
    static Task<int> Settle(ITimerGrain grain) => grain.Ticks();
}

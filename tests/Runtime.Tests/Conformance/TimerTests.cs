using Microsoft.Extensions.DependencyInjection;

namespace Kalshi.Runtime.Tests;

public sealed class TimerTests : Conformance
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory, Hosts]
    public Task A_timer_ticks_when_due_and_then_each_period(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(2 * Second, 5 * Second, TimerManner.Plain);

        await host.Advance(1.9 * Second);
        Assert.Equal(0, await grain.Ticks());
        await host.Advance(0.2 * Second);
        await journal.Seen("tick 1 done");
        await Settle(grain);
        await host.Advance(5.1 * Second);
        await journal.Seen("tick 2 done");
    });

    [Theory, Hosts]
    public Task A_timer_without_a_period_ticks_once(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(Second, Timeout.InfiniteTimeSpan, TimerManner.Plain);

        await host.Advance(1.1 * Second);
        await journal.Seen("tick 1 done");
        await Settle(grain);
        await host.Advance(100 * Second);

        Assert.Equal(1, await grain.Ticks());
    });

    [Theory, Hosts]
    public Task The_period_begins_when_a_tick_has_ended(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(Second, Second, TimerManner.Waits);

        await host.Advance(1.1 * Second);
        await journal.Seen("tick 1");
        await host.Advance(20 * Second);
        Assert.DoesNotContain("tick 2", journal.Entries);
        journal.Open("tick 1");
        await journal.Seen("tick 1 done");
        await Settle(grain);
        await host.Advance(1.1 * Second);

        await journal.Seen("tick 2");
        journal.Open("tick 2");
    });

    [Theory, Hosts]
    public Task A_tick_is_a_turn_that_others_wait_for(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(Second, Second, TimerManner.Waits);
        await host.Advance(1.1 * Second);
        await journal.Seen("tick 1");

        var call = grain.Ticks();
        journal.Open("tick 1");
        await call;

        Assert.Equal(["tick 1", "tick 1 done"], journal.Entries);
    });

    [Theory, Hosts]
    public Task An_interleaving_tick_holds_up_nobody(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(Second, Second, TimerManner.Waits | TimerManner.Interleaves);
        await host.Advance(1.1 * Second);
        await journal.Seen("tick 1");

        Assert.Equal(1, await grain.Ticks());
        Assert.DoesNotContain("tick 1 done", journal.Entries);
        journal.Open("tick 1");
    });

    [Theory, Hosts]
    public Task A_failing_tick_does_not_stop_the_timer(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(Second, Second, TimerManner.Fails);

        await host.Advance(1.1 * Second);
        await journal.Seen("tick 1 done");
        await Settle(grain);
        await host.Advance(1.1 * Second);

        await journal.Seen("tick 2 done");
    });

    [Theory, Hosts]
    public Task A_timer_can_be_changed_and_stopped(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(100 * Second, 100 * Second, TimerManner.Plain);
        await grain.Change(Second, 100 * Second);
        await host.Advance(1.1 * Second);
        await journal.Seen("tick 1 done");
        await Settle(grain);

        await grain.Stop();
        await host.Advance(500 * Second);

        Assert.Equal(1, await grain.Ticks());
    });

    [Theory, Hosts]
    public Task A_timer_ends_with_its_activation(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start(Second, Second, TimerManner.Plain);
        await grain.Leave();
        await journal.Seen("left");

        await host.Advance(10 * Second);

        Assert.Equal(0, await grain.Ticks());
        Assert.Equal(["left"], journal.Entries);
    });

    [Theory, Hosts]
    public Task Ticks_count_as_use_only_where_they_keep_the_grain_alive(HostKind kind) => On(kind, new HostSetup { CollectionAge = TimeSpan.FromMinutes(5) }, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var kept = host.Grains.GetGrain<ITimerGrain>("kept");
        await kept.Start(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimerManner.KeepsAlive);
        for (var minute = 1; minute <= 10; minute++)
        {
            await host.Advance(TimeSpan.FromSeconds(61));
            await journal.Seen($"tick {minute} done");
            await Settle(host.Grains.GetGrain<ITimerGrain>("other"));
        }

        await host.Advance(TimeSpan.FromSeconds(30));
        Assert.DoesNotContain("left", journal.Entries);
    });

    [Theory, Hosts]
    public Task Ticks_alone_do_not_keep_a_grain_from_being_collected(HostKind kind) => On(kind, new HostSetup { CollectionAge = TimeSpan.FromMinutes(5) }, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        await host.Grains.GetGrain<ITimerGrain>("a").Start(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimerManner.Plain);

        await host.Until(journal.Seen("left"), 10 * Second);
    });

    // The next tick is set in the turn that ends the last one; a call behind it comes when that is done.
    static Task<int> Settle(ITimerGrain grain) => grain.Ticks();
}

using Microsoft.Extensions.DependencyInjection;

namespace Kalshi.Runtime.Tests;

public sealed class ReminderTests : Conformance
{
    static readonly HostSetup Reminders = new() { HasReminders = true };
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <remarks>Orleans: "reminders"; persistent, and they activate their grain.</remarks>
    [Theory, Hosts]
    public Task A_reminder_wakes_its_grain_on_its_grid_also_after_it_was_deactivated(HostKind kind) => On(kind, Reminders, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ISleeperGrain>("a");
        await grain.WakeMe("tick", Minute, 2 * Minute);
        await host.Until(journal.Seen("a tick 0"), Step);

        await grain.Leave();

        await host.Until(journal.Seen("a tick 1"), Step);
        await host.Until(journal.Seen("a tick 2"), Step);
    });

    [Theory, Hosts]
    public Task A_failing_reminder_goes_on(HostKind kind) => On(kind, Reminders, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        await host.Grains.GetGrain<ISleeperGrain>("a").WakeMe("failing", TimeSpan.Zero, Minute);

        await host.Until(journal.Seen("a failing 2"), Step);
    });

    /// <remarks>Orleans: <c>UnregisterReminder</c>.</remarks>
    [Theory, Hosts]
    public Task A_reminder_that_is_unregistered_ticks_no_more(HostKind kind) => On(kind, Reminders, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ISleeperGrain>("a");
        await grain.WakeMe("one", Minute, Minute);
        await grain.WakeMe("two", Minute, Minute);
        Assert.Equal(["one", "two"], (await grain.Reminders()).ToArray());

        await grain.LetMeSleep("one");
        await host.Until(journal.Seen("a two 3"), Step);

        Assert.Equal(["two"], (await grain.Reminders()).ToArray());
        Assert.DoesNotContain("a one 0", journal.Entries);
    });

    [Theory, Hosts]
    public Task Registering_a_reminder_again_changes_it(HostKind kind) => On(kind, Reminders, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ISleeperGrain>("a");
        await grain.WakeMe("tick", TimeSpan.FromDays(100), Minute);

        await grain.WakeMe("tick", Minute, Minute);

        await host.Until(journal.Seen("a tick 0"), Step);
        Assert.Equal(["tick"], (await grain.Reminders()).ToArray());
    });

    /// <remarks>Orleans: <c>ReminderOptions.MinimumReminderPeriod</c>, a minute.</remarks>
    [Theory, Hosts]
    public Task A_period_below_the_least_is_refused(HostKind kind) => On(kind, Reminders, async host =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => host.Grains.GetGrain<ISleeperGrain>("a").WakeMe("tick", Minute, TimeSpan.FromSeconds(59))));
}

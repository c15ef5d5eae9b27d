using Xunit.Abstractions;

namespace Kalshi.System.Tests.Faults;

/// <summary>The clock of the silo's machine is wrong, or is set while the silo runs. docs/evidence/faults.md has what came of it.</summary>
public sealed class ClockFaults(ITestOutputHelper output)
{
    [FaultFact]
    public async Task Clock_ahead_of_the_venues()
    {
        await using var system = await RunningSystem.StartAsync();
        await new Drill("clock: the silo's 15 s ahead of the venue's", "reducing, `spot_age`: every price is older than it may be")
        {
            Strike = s => s.RestartWithClockAsync(TimeSpan.FromSeconds(15)),
            Enter = s => s.UntilReducingAsync("spot_age"),
            Mend = s => s.RestartWithClockAsync(TimeSpan.Zero),
        }.RunAsync(system, output);
    }

    [FaultFact]
    public Task Clock_set_ahead_and_back_while_it_runs() => SetAsync(
        "clock: set 30 s ahead while the silo runs, and back after 20 s", TimeSpan.FromSeconds(30),
        "reducing, `spot_age`: every price is older than it may be; after it `clock_set_back` until the time of the last tick has come again");

    [FaultFact]
    public Task Clock_set_back_and_ahead_while_it_runs() => SetAsync(
        "clock: set 30 s back while the silo runs, and ahead after 20 s", TimeSpan.FromSeconds(-30),
        "no tick, `clock_set_back`; reducing, `spot_age`: prices come from the future");

    [FaultFact]
    public Task Clock_an_hour_back_while_it_runs() => SetAsync(
        "clock: set an hour back while the silo runs, and ahead after 20 s", TimeSpan.FromHours(-1),
        "no tick, `clock_set_back`; reducing, `spot_age`: prices come from the future");

    async Task SetAsync(string fault, TimeSpan ahead, string mode)
    {
        using var clock = new JumpingClock();
        await using var system = await RunningSystem.StartAsync(change: clock.GiveTo);
        await new Drill(fault, mode)
        {
            Strike = _ => SetAheadAsync(ahead),
            Enter = s => s.UntilReducingAsync("spot_age"),
            Length = TimeSpan.FromSeconds(20),
            Mend = _ => SetAheadAsync(TimeSpan.Zero),
        }.RunAsync(system, output);

        Task SetAheadAsync(TimeSpan by)
        {
            clock.SetAhead(by);
            return Task.CompletedTask;
        }
    }
}

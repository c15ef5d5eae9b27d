using Kalshi.Simulation.Faults;
using Kalshi.Simulation.Invariants;
using Kalshi.Simulation.Scenarios;
using Kalshi.Simulation.Silo;
using Kalshi.Simulation.Venue;

namespace Kalshi.Simulation.Running;

/// <summary>What drives one life from outside: the venue's steps, the catalogue, the watchdog, the operator.</summary>
sealed class LifeCourse(
    Scenario scenario, Weather weather, Life life, SimulatedSilo silo, SimulatedVenue venue, OperatorDesk desk, Facts facts)
{
    readonly Ingest _ingest = new(silo.Record, life);
    LifeFeed? _feed;
    LifeCatalogue? _catalogue;
    Task _housekeeping = Task.CompletedTask;

    /// <summary>Goes on until the venue has made so many steps, the process has died, or a rule was broken.</summary>
    internal async Task UntilAsync(int steps)
    {
        _feed ??= new(venue, weather, life, _ingest.Enqueue);
        _catalogue ??= new(scenario, venue, silo.Clock, _ingest.PublishAsync);
        while (venue.Steps < steps && !life.IsDead && facts.First is null)
        {
            if (_housekeeping.IsCompleted)
                (_housekeeping = KeepHouseAsync()).Ignore();
            if (desk.HasWork(life.Now))
                desk.ActAsync(silo, life).Ignore();
            var wait = venue.NextStep - life.Now;
            if (wait > TimeSpan.Zero)
                await Task.WhenAny(Task.Delay(wait, life.Time), life.Over);
            if (!life.IsDead)
                _feed.Take(venue.Step());
        }
    }

    /// <summary>One more round, for what the venue said in its last step.</summary>
    internal async Task FinishAsync()
    {
        await _housekeeping;
        await KeepHouseAsync();
    }

    /// <summary>Once a pace, one after the other, each bearing what fails.</summary>
    async Task KeepHouseAsync()
    {
        await BearAsync(_catalogue!.ReadAsync);
        if (await BearAsync(silo.ResumeAccountAsync))
            await BearAsync(silo.EnsureRunningAsync);
        await BearAsync(silo.SnapshotPnlAsync);
    }

    static async Task<bool> BearAsync(Func<Task> part)
    {
        try
        {
            await part();
            return true;
        }
        catch (Exception)
        {
            // The next round tries again, as the silo's own loops do.
            return false;
        }
    }
}

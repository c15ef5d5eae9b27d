using System.Runtime.CompilerServices;
using Kalshi.Grains.Events;
using Kalshi.Simulation.Bus;
using Kalshi.Simulation.Faults;
using Kalshi.Simulation.Invariants;
using Kalshi.Simulation.Scenarios;
using Kalshi.Simulation.Silo;
using Kalshi.Simulation.Storage;
using Kalshi.Simulation.Tracing;
using Kalshi.Simulation.Venue;

namespace Kalshi.Simulation.Running;

/// <summary>One life of the process through whole days of rollovers, and what of the heap is its own at the end.</summary>
/// <remarks>Bus, database and venue stand in memory here and grow with the record: what is left of the heap without the process is
/// theirs.</remarks>
static class DaysRun
{
    // Of the venue's time: long after a market's end its grain has been collected.
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(30);

    /// <summary>A quarter-hour market opens every quarter of an hour, and lives a little longer than until the next one.</summary>
    internal static DaysResult Run(int seed, int days)
    {
        var scenario = ScenarioDraw.Of(seed) with
        {
            Pace = Pace,
            Steps = (int)(TimeSpan.FromDays(days) / Pace),
            MarketEverySteps = 30,
            MarketLifeSteps = 40,
            Faults = FaultRates.None,
        };
        var (bus, database, venue) = (new SimulatedBus(), new SimulatedDatabase(), new SimulatedVenue(scenario));
        var withProcess = Live(scenario, bus, database, venue);
        bus.Grew = null;
        var without = GC.GetTotalMemory(forceFullCollection: true);
        var settlements = bus.Execution.Count(e => e.Payload is ExecutionFill { Action: "settle" });
        GC.KeepAlive(database);
        return new(days, venue.Markets.Count, bus.Count, settlements, withProcess - without, without);
    }

    // Of its own, so that nothing of the process is on the stack when the rest is measured.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static long Live(Scenario scenario, SimulatedBus bus, SimulatedDatabase database, SimulatedVenue venue)
    {
        var weather = new Weather(scenario);
        var life = new Life(1, scenario, weather, new VirtualTimeProvider(scenario.Start));
        using var silo = new SimulatedSilo(
            scenario, StrategySettings.Of(scenario), weather, life, bus, database, stream => throw new InvalidOperationException($"{stream} was not delivered"));
        var facts = new Facts(scenario, venue);
        var course = new LifeCourse(scenario, weather, life, silo, venue, new OperatorDesk(weather, facts, new Trace()), facts);
        silo.Start();
        silo.Run(() => course.UntilAsync(scenario.Steps));
        var used = GC.GetTotalMemory(forceFullCollection: true);
        life.End();
        return used;
    }
}

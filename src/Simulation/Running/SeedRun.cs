using Kalshi.Simulation.Bus;
using Kalshi.Simulation.Faults;
using Kalshi.Simulation.Invariants;
using Kalshi.Simulation.Scenarios;
using Kalshi.Simulation.Silo;
using Kalshi.Simulation.Storage;
using Kalshi.Simulation.Tracing;
using Kalshi.Simulation.Venue;

namespace Kalshi.Simulation.Running;

/// <summary>One scenario from its first start to its rest: lives of the process, one after the other, on one bus, one database and
/// one venue.</summary>
sealed class SeedRun
{
    const int CalmSteps = 18;
    static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);

    // Operations of a process over a whole scenario, roughly: what crashes are spread over.
    const int OperationsAStep = 14;

    readonly Scenario _scenario;
    readonly Weather _weather;
    readonly SimulatedBus _bus = new();
    readonly SimulatedDatabase _database = new();
    readonly SimulatedVenue _venue;
    readonly Trace _trace;
    readonly Facts _facts;
    readonly Auditor _auditor;
    readonly OperatorDesk _operator;
    readonly Random _fate;
    DateTimeOffset _now;
    Life? _life;
    int _lives;
    long _turns;

    SeedRun(Scenario scenario, Trace trace)
    {
        _scenario = scenario;
        _weather = new(_scenario);
        _venue = new(_scenario);
        _trace = trace;
        _now = _scenario.Start;
        _facts = new(_scenario, _venue) { ClockError = _weather.WorstClockError };
        _auditor = new(_facts, trace, _bus, _database, () => _life?.Now ?? _now);
        _operator = new(_weather, _facts, trace);
        _fate = SeededRandom.For(scenario.Seed, SeededRandom.Purpose.Weather, part: 1);
    }

    internal static SeedResult Run(int seed, Trace? trace = null) => new SeedRun(ScenarioDraw.Of(seed), trace ?? new()).Run();

    /// <summary>Runs a scenario and also gives what the bus held at the end.</summary>
    internal static (SeedResult Result, SimulatedBus Bus) RunWithRecord(Scenario scenario)
    {
        var run = new SeedRun(scenario, new());
        return (run.Run(), run._bus);
    }

    SeedResult Run()
    {
        for (var crashes = _scenario.Faults.Crashes; _facts.First is null; crashes--)
        {
            LiveOnce(crashes);
            if (crashes <= 0)
                break;
            StayDown();
        }
        return new(
            _scenario, _trace.Hash, _now - _scenario.Start, _turns, _bus.Count, _lives, _facts.Takes.Count, _facts.Fills.Count,
            _facts.Settlements.Count, _facts.First, _trace);
    }

    void LiveOnce(int crashesLeft)
    {
        var life = _life = new Life(++_lives, _scenario, _weather, new VirtualTimeProvider(_now));
        _trace.Add(_now, "silo", "starts");
        using var silo = new SimulatedSilo(
            _scenario, StrategySettings.Of(_scenario), _weather, life, _bus, _database, stream => _trace.Add(life.Now, "undelivered", stream));
        Foretell(life, crashesLeft);
        var course = new LifeCourse(_scenario, _weather, life, silo, _venue, _operator, _facts);
        silo.Start();
        silo.Run(() => course.UntilAsync(_scenario.Steps));
        if (!life.IsDead && crashesLeft <= 0)
            silo.Run(() => RestAsync(course, life, silo));
        else if (!life.IsDead)
            silo.Stop();
        life.End();
        _operator.SiloDied();
        _now = life.Now;
        _life = null;
        _turns += silo.Turns;
        _trace.Mix(silo.TraceHash);
        _trace.Add(_now, "silo", "is down");
    }

    /// <summary>When this life will end: somewhere in its share of the scenario, or right while an order is on its way.</summary>
    void Foretell(Life life, int crashesLeft)
    {
        if (crashesLeft <= 0)
            return;
        var stepsLeft = Math.Max(1, _scenario.Steps - _venue.Steps);
        if (_fate.Next(2) == 0)
            life.CrashWithin(stepsLeft * OperationsAStep / crashesLeft + 1);
        else
            _auditor.OrderStored = () =>
            {
                life.CrashWithin(12);
                _auditor.OrderStored = null;
            };
    }

    /// <summary>The venue goes on while nobody listens.</summary>
    void StayDown()
    {
        _auditor.OrderStored = null;
        var up = _now + (_fate.Next(3) == 0 ? TimeSpan.FromSeconds(1 + _fate.Next(5)) : _scenario.Pace * (_fate.NextDouble() * 10));
        while (_venue.NextStep <= up && _venue.Steps < _scenario.Steps)
            _venue.Step();
        _now = up;
    }

    /// <summary>No more faults, until everything has come to rest; then the grains are asked.</summary>
    async Task RestAsync(LifeCourse course, Life life, SimulatedSilo silo)
    {
        life.Calm();
        await course.UntilAsync(_scenario.Steps + CalmSteps);
        await course.FinishAsync();
        // What was said last must still arrive.
        await life.PassAsync(_scenario.Pace + Settling);
        if (_facts.First is null)
            _auditor.Finished(await silo.FinalAsync(_bus, _facts));
    }
}

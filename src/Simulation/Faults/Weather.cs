using Kalshi.Grains;
using Kalshi.Simulation.Scenarios;

namespace Kalshi.Simulation.Faults;

/// <summary>Outages, clock errors and operators' moods of a scenario, drawn before it begins.</summary>
sealed class Weather
{
    // In paces: from a blink to many ticks of the strategy.
    static readonly double[] Lengths = [0.03, 0.1, 0.3, 1, 3, 8];

    readonly List<Outage> _outages = [];
    readonly List<(DateTimeOffset At, TimeSpan Error)> _clock = [];

    internal Weather(Scenario scenario)
    {
        var random = SeededRandom.For(scenario.Seed, SeededRandom.Purpose.Weather);
        var faults = scenario.Faults;
        Draw(Part.Bus, faults.BusOutages);
        Draw(Part.Database, faults.DatabaseOutages);
        Draw(Part.Feed, faults.FeedLosses);
        for (var i = 0; i < faults.ClockJumps; i++)
        {
            var at = Moment();
            var error = scenario.Pace * (random.NextDouble() * 6 - 3);
            _clock.Add((at, error));
            _clock.Add((at + scenario.Pace * random.Next(1, 10), TimeSpan.Zero));
        }
        _clock.Sort((a, b) => a.At.CompareTo(b.At));
        for (var i = 0; i < faults.Halts; i++)
        {
            var at = Moment();
            var scope = Scopes(scenario)[random.Next(5)];
            Operator.Add(new(at, scope, Halt: true));
            Operator.Add(new(at + scenario.Pace * random.Next(2, 30), scope, Halt: false));
        }
        Operator.Sort((a, b) => a.At.CompareTo(b.At));

        DateTimeOffset Moment() => scenario.Start + scenario.Length * (random.NextDouble() * 0.95);

        void Draw(Part part, int count)
        {
            for (var i = 0; i < count; i++)
            {
                var from = Moment();
                var length = scenario.Pace * (Lengths[random.Next(Lengths.Length)] * (1 + random.NextDouble()));
                _outages.Add(new(part, from, from + length));
            }
        }
    }

    /// <summary>What the operator wants, in order.</summary>
    internal List<OperatorWish> Operator { get; } = [];

    /// <summary>Every scope stands before every order of the scenario.</summary>
    internal static string[] Scopes(Scenario scenario) =>
    [
        GateScope.Global, GateScope.Global, GateScope.Venue(GateScope.Kalshi), GateScope.Series(scenario.Series),
        GateScope.Strategy(GateScope.EdgeStrategy),
    ];

    internal bool IsOut(Part part, DateTimeOffset now) => _outages.Any(o => o.Part == part && o.From <= now && now < o.Until);

    /// <summary>How far the process's clock is from the truth.</summary>
    internal TimeSpan ClockError(DateTimeOffset now)
    {
        var error = TimeSpan.Zero;
        foreach (var (at, value) in _clock)
        {
            if (at > now)
                break;
            error = value;
        }
        return error;
    }

    /// <summary>The largest clock error of the scenario, in either direction.</summary>
    internal TimeSpan WorstClockError => _clock.Count == 0 ? TimeSpan.Zero : _clock.Max(c => c.Error.Duration());
}

/// <summary>A halt or a release of one gate.</summary>
readonly record struct OperatorWish(DateTimeOffset At, string Scope, bool Halt);

using Kalshi.Simulation.Scenarios;

namespace Kalshi.Simulation.Faults;

/// <summary>One run of the process, from its start to its crash or its end. All that it does to the outside goes through here,
/// so that it can die before or after any effect, and that nothing of it acts once it is dead.</summary>
sealed class Life(int number, Scenario scenario, Weather weather, VirtualTimeProvider time)
{
    readonly Random _random = SeededRandom.For(scenario.Seed, SeededRandom.Purpose.Faults, number);
    readonly TaskCompletionSource _over = new();
    int _operations;
    int _crashAt = int.MaxValue;
    bool _crashAfter;

    internal int Number => number;

    internal VirtualTimeProvider Time => time;

    internal DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The faults of this life; the last life of a scenario is calm.</summary>
    internal FaultRates Rates { get; private set; } = scenario.Faults;

    internal bool IsDead { get; private set; }

    /// <summary>Ends with the life.</summary>
    internal Task Over => _over.Task;

    /// <summary>From here on nothing fails any more.</summary>
    internal void Calm() => (Rates, _crashAt) = (FaultRates.None, int.MaxValue);

    /// <summary>Lets the process die at a random one of its next operations.</summary>
    internal void CrashWithin(int operations)
    {
        _crashAt = _operations + 1 + _random.Next(operations);
        _crashAfter = _random.Next(2) == 0;
    }

    internal void End()
    {
        IsDead = true;
        _over.TrySetResult();
    }

    internal bool Draws(double rate) => rate > 0 && _random.NextDouble() < rate;

    internal int Next(int exclusiveMax) => _random.Next(exclusiveMax);

    /// <summary>What stands between the process and an effect outside: time, an outage, a crash.</summary>
    internal async Task BeforeAsync(Part part)
    {
        if (IsDead)
            await NeverAsync();
        _operations++;
        if (_operations >= _crashAt && !_crashAfter)
            await CrashAsync();
        if (Draws(Rates.Delay))
            await PassAsync(scenario.Pace * (_random.NextDouble() * 0.2));
        if (Rates != FaultRates.None && weather.IsOut(part, Now))
        {
            await PassAsync(TimeSpan.FromSeconds(1 + _random.Next(4)));
            throw new SimulatedFaultException($"the {part} does not answer");
        }
    }

    /// <summary>What stands between the effect and the process's knowing of it: a crash, a lost answer.</summary>
    internal async Task AfterAsync(string what)
    {
        if (_operations >= _crashAt && _crashAfter)
            await CrashAsync();
        if (Draws(Rates.LostAcknowledgement))
            throw new SimulatedFaultException($"the answer to '{what}' was lost");
    }

    internal async Task PassAsync(TimeSpan span)
    {
        await Task.Delay(span, time);
        if (IsDead)
            await NeverAsync();
    }

    async Task CrashAsync()
    {
        End();
        await NeverAsync();
    }

    // A dead process neither goes on nor fails: it just is no more.
    static Task NeverAsync() => new TaskCompletionSource().Task;
}

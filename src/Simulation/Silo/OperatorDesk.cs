using Kalshi.Simulation.Faults;
using Kalshi.Simulation.Invariants;
using Kalshi.Simulation.Tracing;

namespace Kalshi.Simulation.Silo;

/// <summary>The operator: halts and releases when he feels like it, and insists until he has the answer.</summary>
sealed class OperatorDesk(Weather weather, Facts facts, Trace trace)
{
    int _next;
    bool _isBusy;

    /// <summary>What the operator was told last.</summary>
    internal bool IsHalted { get; private set; }

    internal bool HasWork(DateTimeOffset now) => !_isBusy && _next < weather.Operator.Count && weather.Operator[_next].At <= now;

    /// <summary>Whether everything that he wants is done.</summary>
    internal bool IsDone => !_isBusy && _next >= weather.Operator.Count;

    /// <summary>Nobody answers any more; he will ask again.</summary>
    internal void SiloDied() => _isBusy = false;

    internal async Task ActAsync(SimulatedSilo silo, Life life)
    {
        _isBusy = true;
        var halt = weather.Operator[_next].Halt;
        trace.Add(life.Now, "operator", halt ? "halts" : "releases");
        if (!halt)
            facts.HaltedSince = null;
        try
        {
            _ = halt ? await silo.Gate.HaltAsync("operator", "because") : await silo.Gate.ReleaseAsync("operator", "enough");
            IsHalted = halt;
            facts.HaltedSince = halt ? facts.HaltedSince ?? life.Now : null;
            trace.Add(life.Now, "operator", halt ? "has halted" : "has released");
            _next++;
        }
        catch (Exception e)
        {
            trace.Add(life.Now, "operator", "is refused", e.GetType().Name);
        }
        _isBusy = false;
    }
}

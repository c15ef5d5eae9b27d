using Kalshi.Simulation.Faults;
using Kalshi.Simulation.Invariants;
using Kalshi.Simulation.Tracing;

namespace Kalshi.Simulation.Silo;

/// <summary>The operator: halts and releases when he feels like it, and insists until he has the answer.</summary>
sealed class OperatorDesk(Weather weather, Facts facts, Trace trace)
{
    int _next;
    bool _isBusy;

    internal bool HasWork(DateTimeOffset now) => !_isBusy && _next < weather.Operator.Count && weather.Operator[_next].At <= now;

    /// <summary>Nobody answers any more; he will ask again.</summary>
    internal void SiloDied() => _isBusy = false;

    internal async Task ActAsync(SimulatedSilo silo, Life life)
    {
        _isBusy = true;
        var wish = weather.Operator[_next];
        trace.Add(life.Now, "operator", wish.Halt ? "halts" : "releases", wish.Scope);
        if (!wish.Halt)
            facts.Halts.Remove(wish.Scope);
        try
        {
            var gate = silo.Gate(wish.Scope);
            _ = wish.Halt ? await gate.HaltAsync("operator", "because") : await gate.ReleaseAsync("operator", "enough");
            if (wish.Halt)
                facts.Halts.TryAdd(wish.Scope, life.Now);
            trace.Add(life.Now, "operator", wish.Halt ? "has halted" : "has released", wish.Scope);
            _next++;
        }
        catch (Exception e)
        {
            trace.Add(life.Now, "operator", "is refused", e.GetType().Name);
        }
        _isBusy = false;
    }
}

using Kalshi.Simulation.Bus;

namespace Kalshi.Simulation.Invariants;

/// <summary>A rule that must hold whatever happens, checked while it happens.</summary>
/// <param name="rule">The rule, as a sentence.</param>
abstract class Invariant(string rule, Facts facts)
{
    internal string Rule => rule;

    protected Facts Facts => facts;

    /// <summary>An event was stored on the bus.</summary>
    internal virtual void Recorded(StoredEvent stored)
    {
    }

    /// <summary>A grain's state was stored in the database.</summary>
    internal virtual void Stored(string name, GrainId grain, object state)
    {
    }

    /// <summary>Everything is over and has come to rest.</summary>
    internal virtual void Finished(FinalState final)
    {
    }

    protected void Require(bool holds, FormattableString otherwise)
    {
        if (!holds)
            facts.Violate(rule, FormattableString.Invariant(otherwise));
    }
}

using Kalshi.Grains.Gate;
using Kalshi.Grains.Opportunities;
using Kalshi.Grains.Positions;

namespace Kalshi.Simulation.Invariants;

/// <summary>What a stored state says has happened is on the bus already.</summary>
sealed class RecordedBeforeActed(Facts facts) : Invariant("recorded before acted", facts)
{
    internal override void Stored(string name, GrainId grain, object state)
    {
        switch (state)
        {
            case OpportunityState decided:
                foreach (var take in decided.RecentTakes)
                    Require(
                        Facts.Takes.Values.Any(t => t.Market == take.Market && t.Side == take.Side && t.TsEval == take.Ts),
                        $"the take of {take.Market} {take.Side} at {take.Ts} is remembered, but not recorded");
                break;
            case GateState { Changes: > 0 } gate:
                Require(
                    Facts.Actions.TryGetValue($"{grain.Key}:{gate.Changes}", out var action) && action.Action == (gate.Halted ? "halt" : "release"),
                    $"gate {grain.Key} is stored as halted = {gate.Halted} after {gate.Changes} changes, which no recorded action explains");
                break;
            case PositionState account:
                foreach (var fill in account.BookedFills.Keys)
                    Require(Facts.Fills.ContainsKey(fill), $"fill {fill} is booked, but not recorded");
                break;
        }
    }
}

using Kalshi.Grains;
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
                    Facts.Actions.Values.Any(a => a.ActionId.StartsWith($"{grain.Key}:{gate.Changes}:", StringComparison.Ordinal) && a.Action == Word(gate.Operator)),
                    $"gate {grain.Key} is stored as {gate.Operator} after {gate.Changes} changes, which no recorded action explains");
                break;
            case PositionState account:
                foreach (var fill in account.BookedFills.Keys)
                    Require(Facts.Fills.ContainsKey(fill), $"fill {fill} is booked, but not recorded");
                break;
        }
    }

    static string Word(GateMode mode) => mode switch
    {
        GateMode.Active => "release",
        GateMode.Reducing => "pause",
        _ => "halt",
    };
}

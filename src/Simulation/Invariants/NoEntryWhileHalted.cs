using Kalshi.Grains.Events;
using Kalshi.Grains.Orders;
using Kalshi.Simulation.Bus;

namespace Kalshi.Simulation.Invariants;

/// <summary>Once the operator has the answer that trading is halted, no intent that is stored from then on trades, and no
/// earlier one is let through later than its turn could take.</summary>
sealed class NoEntryWhileHalted(Facts facts) : Invariant("no entry while halted", facts)
{
    readonly HashSet<string> _known = [];
    readonly HashSet<string> _lateIntents = [];
    readonly HashSet<string> _admitted = [];

    internal override void Stored(string name, GrainId grain, object state)
    {
        if (state is not OrderState { Intent: not null } order)
            return;
        var id = grain.Key.ToString();
        if (_known.Add(id) && Facts.HaltedSince is not null)
            _lateIntents.Add(id);
        if (order.SentTs is not null && _admitted.Add(id))
        {
            Require(!_lateIntents.Contains(id), $"{id} is submitted although trading was halted before its intent");
            Require(
                Facts.HaltedSince is not { } since || Facts.Now - since < Facts.Scenario.Pace,
                $"{id} is submitted at {Facts.Now:O}, trading is halted since {Facts.HaltedSince:O}");
        }
    }

    internal override void Recorded(StoredEvent stored)
    {
        if (stored.Payload is ExecutionFill { Action: not "settle" } fill)
            Require(_admitted.Contains(fill.OrderId), $"{fill} of an order that was never admitted");
    }

    internal override void Finished(FinalState final)
    {
        foreach (var gate in final.Gates)
            Require(
                gate.Halted == Facts.Halts.ContainsKey(gate.Scope),
                $"gate {gate.Scope} is {gate.Mode}, the operator was told {(Facts.Halts.ContainsKey(gate.Scope) ? "halted" : "released")}");
    }
}

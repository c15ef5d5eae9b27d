using Kalshi.Grains.Events;
using Kalshi.Grains.Orders;
using Kalshi.Simulation.Bus;

namespace Kalshi.Simulation.Invariants;

/// <summary>A take becomes one order or none, an order fills once and for no more than it asks, and ends only once.</summary>
sealed class OneOrderATake(Facts facts) : Invariant("a take makes at most one order, an order at most one fill", facts)
{
    readonly Dictionary<string, string> _orders = [];
    readonly Dictionary<string, ExecutionFill> _fills = [];
    readonly Dictionary<string, string> _ends = [];
    readonly Dictionary<(string Market, long Tick), int> _takes = [];

    internal override void Stored(string name, GrainId grain, object state)
    {
        if (state is not OrderState { Intent: { } intent })
            return;
        var order = grain.Key.ToString();
        if (!_orders.TryAdd(intent.OpportunityKey, order))
            Require(_orders[intent.OpportunityKey] == order, $"decision {intent.OpportunityKey} has order {order} beside {_orders[intent.OpportunityKey]}");
    }

    internal override void Recorded(StoredEvent stored)
    {
        switch (stored.Payload)
        {
            case OpportunityDecision { WouldTrade: true } e:
                var tick = (e.Market.Value, e.TsEval);
                _takes[tick] = _takes.GetValueOrDefault(tick) + 1;
                Require(_takes[tick] == 1, $"{e.Market} is taken twice at {e.TsEval}");
                break;
            case ExecutionFill { Action: not "settle" } e:
                if (!_fills.TryAdd(e.OrderId, e))
                    Require(Same(_fills[e.OrderId], e), $"{e} beside {_fills[e.OrderId]}");
                break;
            case ExecutionOrder { Status: "filled" or "rejected" } e:
                if (!_ends.TryAdd(e.OrderId, e.Status))
                    Require(_ends[e.OrderId] == e.Status, $"{e.OrderId} is {e.Status} after it was {_ends[e.OrderId]}");
                break;
        }
    }

    // A fill that is recorded again after a crash may carry a later time, and nothing else.
    static bool Same(ExecutionFill a, ExecutionFill b) => a with { TsFill = 0 } == b with { TsFill = 0 };
}

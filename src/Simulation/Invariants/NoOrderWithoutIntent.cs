using Kalshi.Grains;
using Kalshi.Grains.Events;
using Kalshi.Grains.Orders;
using Kalshi.Simulation.Bus;

namespace Kalshi.Simulation.Invariants;

/// <summary>Before an order or a fill is recorded, its intent is in the database, and its decision is in the record.</summary>
sealed class NoOrderWithoutIntent(Facts facts) : Invariant("no order without its intent", facts)
{
    readonly Dictionary<string, OrderIntent> _intents = [];

    internal override void Stored(string name, GrainId grain, object state)
    {
        if (state is not OrderState { Intent: { } intent })
            return;
        var order = grain.Key.ToString();
        Require(!_intents.TryGetValue(order, out var before) || before == intent, $"the intent of {order} became {intent}, it was {before}");
        _intents[order] = intent;
        Require(
            Facts.Takes.TryGetValue(intent.OpportunityKey, out var take) && take.Market == intent.Market && take.Side == intent.Side,
            $"the intent of {order} names decision {intent.OpportunityKey}, which is not recorded as a take of {intent.Side} in {intent.Market}");
    }

    internal override void Recorded(StoredEvent stored)
    {
        switch (stored.Payload)
        {
            case ExecutionOrder e:
                RequireIntent(e.OrderId, i => i.Market == e.Market && i.Side == e.Side && i.Quantity == e.Quantity && i.LimitPrice == e.Price, $"{e}");
                break;
            case ExecutionFill { Action: not "settle" } e:
                RequireIntent(e.OrderId, i => i.Market == e.Market && i.Side == e.Side && e.Price <= i.LimitPrice && e.Quantity <= i.Quantity, $"{e}");
                break;
        }
    }

    void RequireIntent(string order, Func<OrderIntent, bool> fits, string what)
    {
        Require(_intents.TryGetValue(order, out var intent), $"no intent is stored for {what}");
        Require(intent is null || fits(intent), $"{what} does not fit its intent {intent}");
    }
}

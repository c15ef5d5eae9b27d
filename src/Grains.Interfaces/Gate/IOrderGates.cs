using Kalshi.Grains.Events;

namespace Kalshi.Grains;

/// <summary>What the gates say to takes and orders: a port, because the answer is an input of the record. In a replay the record
/// answers.</summary>
public interface IOrderGates
{
    /// <summary>Asked before a take becomes an order.</summary>
    Task<GateVerdict> OfTakeAsync(OpportunityDecision take);

    /// <summary>Asked before an order reserves room, and once more before it goes out.</summary>
    Task<GateVerdict> OfOrderAsync(string orderId, OrderIntent intent);
}

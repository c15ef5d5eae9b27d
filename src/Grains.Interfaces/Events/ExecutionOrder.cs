using Kalshi.Trading;

namespace Kalshi.Grains.Events;

/// <summary>A state of an order: strategy.md sections 9 and 11.</summary>
/// <param name="TsOrder">Unix seconds.</param>
/// <param name="OrderId">Derived from the decision's idempotency key, so that the same decision is never ordered twice.</param>
/// <param name="Action">open or close.</param>
/// <param name="Price">Limit price of the side, in dollars.</param>
/// <param name="Status">pending, rejected, filled.</param>
/// <param name="Paper">No venue hears of it.</param>
[GenerateSerializer, Immutable, Alias("kalshi.execution_order")]
public sealed record ExecutionOrder(
    [property: Id(0)] string OrderId,
    [property: Id(1)] MarketTicker Market,
    [property: Id(2)] long TsOrder,
    [property: Id(3)] Side Side,
    [property: Id(4)] string Action,
    [property: Id(5)] Quantity Quantity,
    [property: Id(6)] Price? Price,
    [property: Id(7)] string Status,
    [property: Id(8)] string? Reason,
    [property: Id(9)] string? OpportunityKey,
    [property: Id(10)] bool Paper) : DomainEvent
{
    public override string EventType => "execution_order";
    public override string Key => Market.Value;
    public override long Timestamp => TsOrder;
}

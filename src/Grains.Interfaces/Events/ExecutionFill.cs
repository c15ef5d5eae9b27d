using Kalshi.Trading;

namespace Kalshi.Grains.Events;

/// <summary>Contracts that changed hands, or were settled.</summary>
/// <param name="TsFill">Unix seconds.</param>
/// <param name="FillId">Unique for ever: a fill is applied once.</param>
/// <param name="Action">open, close or settle.</param>
/// <param name="Fee">Fee of this fill in dollars.</param>
/// <param name="Outcome">1 or 0 when the fill is a settlement.</param>
[GenerateSerializer, Immutable, Alias("kalshi.execution_fill")]
public sealed record ExecutionFill(
    [property: Id(0)] string FillId,
    [property: Id(1)] string OrderId,
    [property: Id(2)] MarketTicker Market,
    [property: Id(3)] long TsFill,
    [property: Id(4)] Side Side,
    [property: Id(5)] string Action,
    [property: Id(6)] Quantity Quantity,
    [property: Id(7)] Price Price,
    [property: Id(8)] Money Fee,
    [property: Id(9)] int? Outcome,
    [property: Id(10)] string? Reason,
    [property: Id(11)] bool Paper) : DomainEvent
{
    public override string EventType => "execution_fill";
    public override string Key => Market.Value;
    public override long Timestamp => TsFill;
}

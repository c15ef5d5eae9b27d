using Kalshi.Trading;

namespace Kalshi.Grains.Events;

/// <summary>A market's status and times, Unix seconds.</summary>
/// <param name="Ts">When the catalogue read it.</param>
/// <param name="Status">The venue's word: initialized, inactive, active, closed, determined, disputed, amended, finalized.</param>
[GenerateSerializer, Immutable, Alias("kalshi.market_lifecycle")]
public sealed record MarketLifecycle(
    [property: Id(0)] MarketTicker Market,
    [property: Id(1)] long Ts,
    [property: Id(2)] string Status,
    [property: Id(3)] long? CloseTs,
    [property: Id(4)] long? ExpectedExpirationTs,
    [property: Id(5)] long? ExpirationTs,
    [property: Id(6)] long? SettlementTs) : DomainEvent
{
    public override string EventType => "market_lifecycle";
    public override string Key => Market.Value;
    public override long Timestamp => Ts;
}

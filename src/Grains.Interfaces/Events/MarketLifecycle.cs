using Kalshi.Trading;

namespace Kalshi.Grains.Events;

/// <summary>A market's status and times, Unix seconds.</summary>
/// <param name="Ts">When the catalogue read it.</param>
/// <param name="Status">The venue's word: initialized, inactive, active, closed, determined, disputed, amended, finalized.</param>
/// <param name="UpdatedTsMs">When the venue last changed it, Unix milliseconds, where the venue says so (since version 2).</param>
[GenerateSerializer, Immutable, Alias("kalshi.market_lifecycle")]
public sealed record MarketLifecycle(
    [property: Id(0)] MarketTicker Market,
    [property: Id(1)] long Ts,
    [property: Id(2)] string Status,
    [property: Id(3)] long? CloseTs,
    [property: Id(4)] long? ExpectedExpirationTs,
    [property: Id(5)] long? ExpirationTs,
    [property: Id(6)] long? SettlementTs,
    [property: Id(7)] long? UpdatedTsMs = null) : DomainEvent
{
    public override string EventType => "market_lifecycle";
    public override string Key => Market.Value;
    public override long Timestamp => Ts;
}

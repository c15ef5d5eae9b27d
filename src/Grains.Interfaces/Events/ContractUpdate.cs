using Kalshi.Trading;

namespace Kalshi.Grains.Events;

/// <summary>A contract's terms, and its outcome once known.</summary>
/// <param name="Ts">When the catalogue read it, Unix seconds.</param>
/// <param name="Lower">Lower bound in dollars of the underlying.</param>
/// <param name="Upper">Upper bound in dollars of the underlying.</param>
/// <param name="StrikeType">less, greater or between: strategy.md section 8.</param>
/// <param name="Outcome">1 when YES settled at one dollar, 0 when NO did.</param>
/// <param name="PriceLevelStructure">The venue's name of the price grid.</param>
/// <param name="UpdatedTsMs">When the venue last changed the market, Unix milliseconds, where the venue says so (since version 2).</param>
[GenerateSerializer, Immutable, Alias("kalshi.contract_update")]
public sealed record ContractUpdate(
    [property: Id(0)] MarketTicker Market,
    [property: Id(1)] long Ts,
    [property: Id(2)] double? Lower,
    [property: Id(3)] double? Upper,
    [property: Id(4)] string? StrikeType,
    [property: Id(5)] long? CloseTs,
    [property: Id(6)] long? ExpectedExpirationTs,
    [property: Id(7)] long? ExpirationTs,
    [property: Id(8)] long? SettledTs,
    [property: Id(9)] int? Outcome,
    [property: Id(10)] string? PriceLevelStructure,
    [property: Id(11)] long? UpdatedTsMs = null) : DomainEvent
{
    public override string EventType => "contract_update";
    public override string Key => Market.Value;
    public override long Timestamp => Ts;
}

using Kalshi.Trading;

namespace Kalshi.Grains.Events;

/// <summary>The venue's own top of book for a market, from its throttled ticker channel.</summary>
/// <param name="Ts">Venue time, Unix seconds.</param>
/// <param name="YesBid">Best YES bid; 0 with size 0 when that side of the book is empty, as the venue says it.</param>
/// <param name="YesAsk">Best YES ask; 1 with size 0 when that side of the book is empty.</param>
/// <param name="SourceMessageId">The venue's own message id, where it gives one (today's ticker channel does not).</param>
[GenerateSerializer, Immutable, Alias("kalshi.quote_update")]
public sealed record QuoteUpdate(
    [property: Id(0)] MarketTicker Market,
    [property: Id(1)] long Ts,
    [property: Id(2)] Price? YesBid,
    [property: Id(3)] Price? YesAsk,
    [property: Id(4)] Quantity? YesBidSize,
    [property: Id(5)] Quantity? YesAskSize,
    [property: Id(6)] Price? LastPrice,
    [property: Id(7)] Quantity? Volume,
    [property: Id(8)] Quantity? OpenInterest,
    [property: Id(9)] string? SourceMessageId,
    [property: Id(10)] long? TsMs) : DomainEvent
{
    public override string EventType => "quote_update";
    public override string Key => Market.Value;
    public override long Timestamp => Ts;
}

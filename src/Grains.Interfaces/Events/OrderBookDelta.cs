using Kalshi.Trading;

namespace Kalshi.Grains.Events;

/// <summary>A change of size at one price of one bid ladder.</summary>
/// <param name="Ts">Venue time, Unix seconds.</param>
/// <param name="PreviousSequence">Sequence of the message before it for the same market and session: whoever applies it
/// can tell that none is missing, although the venue counts over all markets of a subscription.</param>
/// <param name="Change">Signed change of the resting size; the level is gone at zero.</param>
[GenerateSerializer, Immutable, Alias("kalshi.order_book_delta")]
public sealed record OrderBookDelta(
    [property: Id(0)] MarketTicker Market,
    [property: Id(1)] long Ts,
    [property: Id(2)] string Session,
    [property: Id(3)] long SubscriptionId,
    [property: Id(4)] long Sequence,
    [property: Id(5)] long PreviousSequence,
    [property: Id(6)] Side Side,
    [property: Id(7)] Price Price,
    [property: Id(8)] Quantity Change,
    [property: Id(9)] long? TsMs) : DomainEvent
{
    public override string EventType => "order_book_delta";
    public override string Key => Market.Value;
    public override long Timestamp => Ts;
}

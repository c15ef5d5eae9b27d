using Kalshi.Trading;

namespace Kalshi.Grains.Events;

/// <summary>Both bid ladders of a market in full; the book is live again from here.</summary>
/// <param name="Ts">Receive time, Unix seconds: the venue gives a snapshot no time of its own.</param>
/// <param name="Session">Identity of the WebSocket session, so that two sessions' sequence numbers never mix.</param>
/// <param name="SubscriptionId">The venue's <c>sid</c>.</param>
/// <param name="Sequence">The venue's <c>seq</c> within the subscription.</param>
/// <param name="YesBids">YES bids, best last as the venue sends them.</param>
/// <param name="NoBids">NO bids, best last: a NO bid at p is a YES ask at 1 - p.</param>
[GenerateSerializer, Immutable, Alias("kalshi.order_book_snapshot")]
public sealed record OrderBookSnapshot(
    [property: Id(0)] MarketTicker Market,
    [property: Id(1)] long Ts,
    [property: Id(2)] string Session,
    [property: Id(3)] long SubscriptionId,
    [property: Id(4)] long Sequence,
    [property: Id(5)] IReadOnlyList<PriceLevel> YesBids,
    [property: Id(6)] IReadOnlyList<PriceLevel> NoBids) : DomainEvent
{
    public override string EventType => "order_book_snapshot";
    public override string Key => Market.Value;
    public override long Timestamp => Ts;
}

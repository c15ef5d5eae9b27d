using Kalshi.Trading;

namespace Kalshi.Grains.Events;

/// <summary>Continuity of a market's book was lost: no price of it may be used until the next snapshot.</summary>
/// <param name="Ts">When it was noticed, Unix seconds.</param>
/// <param name="Session">The session whose continuity ended.</param>
/// <param name="Reason">What was noticed: a missing sequence, a closed connection, an error frame.</param>
[GenerateSerializer, Immutable, Alias("kalshi.feed_gap")]
public sealed record FeedGap(
    [property: Id(0)] MarketTicker Market,
    [property: Id(1)] long Ts,
    [property: Id(2)] string Session,
    [property: Id(3)] long? ExpectedSequence,
    [property: Id(4)] long? ReceivedSequence,
    [property: Id(5)] string Reason) : DomainEvent
{
    public override string EventType => "feed_gap";
    public override string Key => Market.Value;
    public override long Timestamp => Ts;
}

using Kalshi.Trading;

namespace Kalshi.Grains.Events;

/// <summary>A trade price of the underlying.</summary>
/// <param name="Ts">Venue time, Unix seconds.</param>
/// <param name="TsMs">Venue time, Unix milliseconds, where the venue gives it.</param>
/// <param name="BidQuantity">Size at the best bid in units of the product.</param>
/// <param name="SequenceNumber">The venue's sequence number of the message, per connection.</param>
[GenerateSerializer, Immutable, Alias("kalshi.spot_tick")]
public sealed record SpotTick(
    [property: Id(0)] string ProductId,
    [property: Id(1)] long Ts,
    [property: Id(2)] SpotPrice Price,
    [property: Id(3)] SpotPrice? BestBid,
    [property: Id(4)] SpotPrice? BestAsk,
    [property: Id(5)] decimal? BidQuantity,
    [property: Id(6)] decimal? AskQuantity,
    [property: Id(7)] long? SequenceNumber,
    [property: Id(8)] long? TsMs) : DomainEvent
{
    public override string EventType => "spot_tick";
    public override string Key => ProductId;
    public override long Timestamp => Ts;
}

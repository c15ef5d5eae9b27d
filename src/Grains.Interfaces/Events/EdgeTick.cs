namespace Kalshi.Grains.Events;

/// <summary>What one edge tick read: with the record up to these places and the settings in force it can be computed again.</summary>
/// <param name="AsOfTs">The tick, Unix seconds.</param>
/// <param name="SpotSequence">In stream MARKET, of the last event of the spot price that was read; 0 before any.</param>
/// <param name="Markets">The listed markets, and how far each one's state had come when it was read.</param>
/// <param name="LastGoodSigma">The volatility that was remembered from earlier ticks; null before there was one.</param>
[GenerateSerializer, Immutable, Alias("kalshi.edge_tick")]
public sealed record EdgeTick(
    [property: Id(0)] string ProductId,
    [property: Id(1)] long AsOfTs,
    [property: Id(2)] long SpotSequence,
    [property: Id(3)] IReadOnlyList<MarketPlace> Markets,
    [property: Id(4)] double? LastGoodSigma,
    [property: Id(5)] string StrategyVersion) : DomainEvent
{
    public override string EventType => "edge_tick";
    public override string Key => ProductId;
    public override long Timestamp => AsOfTs;
}

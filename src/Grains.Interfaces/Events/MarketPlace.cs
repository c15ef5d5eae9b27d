using Kalshi.Trading;

namespace Kalshi.Grains.Events;

/// <summary>How far a market's state had come.</summary>
/// <param name="Sequence">In stream MARKET, of the last event in it; 0 before any.</param>
[GenerateSerializer, Immutable, Alias("kalshi.market_place")]
public readonly record struct MarketPlace([property: Id(0)] MarketTicker Market, [property: Id(1)] long Sequence);

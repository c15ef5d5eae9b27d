using Kalshi.Trading;

namespace Kalshi.Grains.Events;

/// <summary>Resting contracts at one price.</summary>
[GenerateSerializer, Immutable, Alias("kalshi.price_level")]
public readonly record struct PriceLevel([property: Id(0)] Price Price, [property: Id(1)] Quantity Size);

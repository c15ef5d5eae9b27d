using Kalshi.Trading;
using Kalshi.Trading.Volatility;

namespace Kalshi.Grains;

// The value types of Trading know nothing of grains; these tell the Orleans serializer how they travel.

[GenerateSerializer, Alias("kalshi.ticker")]
public struct MarketTickerSurrogate
{
    [Id(0)] public string Value { get; set; }
}

[RegisterConverter]
public sealed class PriceConverter : IConverter<Price, PriceSurrogate>
{
    public Price ConvertFromSurrogate(in PriceSurrogate surrogate) => Price.FromSteps(surrogate.Steps);

    public PriceSurrogate ConvertToSurrogate(in Price value) => new() { Steps = value.Steps };
}

[GenerateSerializer, Alias("kalshi.price")]
public struct PriceSurrogate
{
    [Id(0)] public long Steps { get; set; }
}

[RegisterConverter]
public sealed class QuantityConverter : IConverter<Quantity, QuantitySurrogate>
{
    public Quantity ConvertFromSurrogate(in QuantitySurrogate surrogate) => Quantity.FromSteps(surrogate.Steps);

    public QuantitySurrogate ConvertToSurrogate(in Quantity value) => new() { Steps = value.Steps };
}

[GenerateSerializer, Alias("kalshi.quantity")]
public struct QuantitySurrogate
{
    [Id(0)] public long Steps { get; set; }
}

[RegisterConverter]
public sealed class MoneyConverter : IConverter<Money, MoneySurrogate>
{
    public Money ConvertFromSurrogate(in MoneySurrogate surrogate) => Money.FromSteps(surrogate.Steps);

    public MoneySurrogate ConvertToSurrogate(in Money value) => new() { Steps = value.Steps };
}

[GenerateSerializer, Alias("kalshi.money")]
public struct MoneySurrogate
{
    [Id(0)] public long Steps { get; set; }
}

[RegisterConverter]
public sealed class SpotPriceConverter : IConverter<SpotPrice, SpotPriceSurrogate>
{
    public SpotPrice ConvertFromSurrogate(in SpotPriceSurrogate surrogate) => surrogate.Steps == 0 ? default : SpotPrice.FromSteps(surrogate.Steps);

    public SpotPriceSurrogate ConvertToSurrogate(in SpotPrice value) => new() { Steps = value.Steps };
}

[GenerateSerializer, Alias("kalshi.spotprice")]
public struct SpotPriceSurrogate
{
    [Id(0)] public long Steps { get; set; }
}

[RegisterConverter]
public sealed class MarketTickerConverter : IConverter<MarketTicker, MarketTickerSurrogate>
{
    public MarketTicker ConvertFromSurrogate(in MarketTickerSurrogate surrogate) =>
        MarketTicker.TryParse(surrogate.Value, out var ticker) ? ticker : default;

    public MarketTickerSurrogate ConvertToSurrogate(in MarketTicker value) => new() { Value = value.Value };
}

[GenerateSerializer, Alias("kalshi.spot_point")]
public struct SpotPointSurrogate
{
    [Id(0)] public long Ts { get; set; }
    [Id(1)] public double Price { get; set; }
}

[RegisterConverter]
public sealed class SpotPointConverter : IConverter<SpotPoint, SpotPointSurrogate>
{
    public SpotPoint ConvertFromSurrogate(in SpotPointSurrogate surrogate) => new(surrogate.Ts, surrogate.Price);

    public SpotPointSurrogate ConvertToSurrogate(in SpotPoint value) => new() { Ts = value.Ts, Price = value.Price };
}

using Kalshi.Trading;
using Kalshi.Trading.Risk;

namespace Kalshi.Grains;

[GenerateSerializer, Alias("kalshi.exposure_cap")]
public struct ExposureCapSurrogate
{
    [Id(0)] public Money Notional { get; set; }
    [Id(1)] public Quantity Contracts { get; set; }
}

[RegisterConverter]
public sealed class ExposureCapConverter : IConverter<ExposureCap, ExposureCapSurrogate>
{
    public ExposureCap ConvertFromSurrogate(in ExposureCapSurrogate surrogate) => new(surrogate.Notional, surrogate.Contracts);

    public ExposureCapSurrogate ConvertToSurrogate(in ExposureCap value) => new() { Notional = value.Notional, Contracts = value.Contracts };
}

[GenerateSerializer, Alias("kalshi.risk_limits")]
public struct RiskLimitsSurrogate
{
    [Id(0)] public ExposureCap Order { get; set; }
    [Id(1)] public ExposureCap Market { get; set; }
    [Id(2)] public ExposureCap Series { get; set; }
    [Id(3)] public ExposureCap Venue { get; set; }
    [Id(4)] public ExposureCap Total { get; set; }
    [Id(5)] public int OpenPositions { get; set; }
    [Id(6)] public int OrdersPerMinute { get; set; }
    [Id(7)] public Money WorstCaseLoss { get; set; }
    [Id(8)] public Money DailyLoss { get; set; }
    [Id(9)] public int ConsecutiveFailures { get; set; }
}

[RegisterConverter]
public sealed class RiskLimitsConverter : IConverter<RiskLimits, RiskLimitsSurrogate>
{
    public RiskLimits ConvertFromSurrogate(in RiskLimitsSurrogate surrogate) => new()
    {
        Order = surrogate.Order,
        Market = surrogate.Market,
        Series = surrogate.Series,
        Venue = surrogate.Venue,
        Total = surrogate.Total,
        OpenPositions = surrogate.OpenPositions,
        OrdersPerMinute = surrogate.OrdersPerMinute,
        WorstCaseLoss = surrogate.WorstCaseLoss,
        DailyLoss = surrogate.DailyLoss,
        ConsecutiveFailures = surrogate.ConsecutiveFailures,
    };

    public RiskLimitsSurrogate ConvertToSurrogate(in RiskLimits value) => new()
    {
        Order = value.Order,
        Market = value.Market,
        Series = value.Series,
        Venue = value.Venue,
        Total = value.Total,
        OpenPositions = value.OpenPositions,
        OrdersPerMinute = value.OrdersPerMinute,
        WorstCaseLoss = value.WorstCaseLoss,
        DailyLoss = value.DailyLoss,
        ConsecutiveFailures = value.ConsecutiveFailures,
    };
}

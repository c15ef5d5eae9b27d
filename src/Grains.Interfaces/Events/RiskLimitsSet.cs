using Kalshi.Trading;
using Kalshi.Trading.Risk;

namespace Kalshi.Grains.Events;

/// <summary>The limits of an account as they are from here on: at a start of the silo, and after each change of them.</summary>
/// <param name="Ts">Unix seconds.</param>
/// <param name="Revision">Changes of the account's limits so far; 0 for those of the configuration.</param>
/// <param name="Actor">Who set them; <c>system</c> at a start.</param>
/// <param name="OpenPositions">Markets with a position or an order.</param>
/// <param name="OrdersPerMinute">Orders granted within any 60 s.</param>
/// <param name="WorstCaseLoss">When every position and order settles against us, fees included.</param>
/// <param name="DailyLoss">Of a UTC day, at which trading halts.</param>
/// <param name="ConsecutiveFailures">Orders in a row that the venue refused or left unknown, at which trading halts.</param>
[GenerateSerializer, Immutable, Alias("kalshi.risk_limits_set")]
public sealed record RiskLimitsSet(
    [property: Id(0)] string Account,
    [property: Id(1)] long Ts,
    [property: Id(2)] long Revision,
    [property: Id(3)] string Actor,
    [property: Id(4)] Money OrderNotional,
    [property: Id(5)] Quantity OrderContracts,
    [property: Id(6)] Money MarketNotional,
    [property: Id(7)] Quantity MarketContracts,
    [property: Id(8)] Money SeriesNotional,
    [property: Id(9)] Quantity SeriesContracts,
    [property: Id(10)] Money VenueNotional,
    [property: Id(11)] Quantity VenueContracts,
    [property: Id(12)] Money TotalNotional,
    [property: Id(13)] Quantity TotalContracts,
    [property: Id(14)] long OpenPositions,
    [property: Id(15)] long OrdersPerMinute,
    [property: Id(16)] Money WorstCaseLoss,
    [property: Id(17)] Money DailyLoss,
    [property: Id(18)] long ConsecutiveFailures) : DomainEvent
{
    public override string EventType => "risk_limits_set";
    public override string Key => Account;
    public override long Timestamp => Ts;

    public static RiskLimitsSet Of(string account, long ts, long revision, string actor, RiskLimits limits) => new(
        account, ts, revision, actor, limits.Order.Notional, limits.Order.Contracts, limits.Market.Notional, limits.Market.Contracts,
        limits.Series.Notional, limits.Series.Contracts, limits.Venue.Notional, limits.Venue.Contracts, limits.Total.Notional, limits.Total.Contracts,
        limits.OpenPositions, limits.OrdersPerMinute, limits.WorstCaseLoss, limits.DailyLoss, limits.ConsecutiveFailures);
}

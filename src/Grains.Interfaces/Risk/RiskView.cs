using Kalshi.Trading;
using Kalshi.Trading.Risk;

namespace Kalshi.Grains;

/// <summary>Limits of an account and how much of them is used.</summary>
/// <param name="Limits">As set.</param>
/// <param name="Effective">As they hold now: smaller than set while the account is a canary.</param>
/// <param name="Canary">Why they are smaller, and until when; null when they are not.</param>
/// <param name="Used">Positions, and orders that may still fill.</param>
/// <param name="OpenOrders">Orders that have something set aside.</param>
/// <param name="OrdersLastMinute">Grants of the last 60 s.</param>
/// <param name="DayPnl">Realised since midnight UTC of the venue's clock.</param>
/// <param name="Changes">Changes of the limits, ever.</param>
/// <param name="DayUnrealized">What open positions, marked at the bid, have gained or lost since then.</param>
[GenerateSerializer, Immutable, Alias("kalshi.view.risk")]
public sealed record RiskView(
    [property: Id(0)] string Account,
    [property: Id(1)] RiskLimits Limits,
    [property: Id(2)] RiskLimits Effective,
    [property: Id(3)] string? Canary,
    [property: Id(4)] ExposureUse Used,
    [property: Id(5)] int OpenOrders,
    [property: Id(6)] int OrdersLastMinute,
    [property: Id(7)] Money DayPnl,
    [property: Id(8)] int FailuresInARow,
    [property: Id(9)] long Changes,
    [property: Id(10)] Money DayUnrealized);

/// <summary>What is at stake.</summary>
/// <param name="Notional">Dollars paid or offered for contracts, without fees.</param>
/// <param name="WorstCaseLoss">What is lost when everything settles against us, fees included.</param>
[GenerateSerializer, Immutable, Alias("kalshi.view.exposure_use")]
public sealed record ExposureUse(
    [property: Id(0)] Money Notional,
    [property: Id(1)] Quantity Contracts,
    [property: Id(2)] Money WorstCaseLoss,
    [property: Id(3)] int Markets);

using Kalshi.Trading;

namespace Kalshi.Grains;

/// <summary>An account: cash is relative to its start.</summary>
/// <param name="Version">Bookings ever; grows with each.</param>
[GenerateSerializer, Immutable, Alias("kalshi.view.positions")]
public sealed record PositionsView(
    [property: Id(0)] IReadOnlyList<PositionView> Open,
    [property: Id(1)] int PendingOrders,
    [property: Id(2)] Money Cash,
    [property: Id(3)] Money RealizedPnl,
    [property: Id(4)] Money FeesPaid,
    [property: Id(5)] long Fills,
    [property: Id(6)] long Settlements,
    [property: Id(7)] long Version = 0);

/// <summary>An open position at its cost.</summary>
[GenerateSerializer, Immutable, Alias("kalshi.view.position")]
public sealed record PositionView(
    [property: Id(0)] MarketTicker Market,
    [property: Id(1)] Side Side,
    [property: Id(2)] Quantity Quantity,
    [property: Id(3)] Money Cost,
    [property: Id(4)] Money Fees,
    [property: Id(5)] long OpenedTs);

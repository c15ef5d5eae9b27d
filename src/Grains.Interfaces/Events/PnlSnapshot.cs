using Kalshi.Trading;

namespace Kalshi.Grains.Events;

/// <summary>What an account is worth at one moment.</summary>
/// <param name="Ts">Unix seconds.</param>
/// <param name="Cash">Money since the start of the account.</param>
/// <param name="RealizedPnl">Of sold and settled contracts, fees included.</param>
/// <param name="UnrealizedPnl">Value of the open positions at the best bid, less what they cost with fees.</param>
/// <param name="FeesPaid">Fees of all fills.</param>
/// <param name="Cost">What the open positions cost, without fees.</param>
/// <param name="OpenPositions">Markets with a position.</param>
/// <param name="OpenOrders">Orders that have not ended.</param>
[GenerateSerializer, Immutable, Alias("kalshi.pnl_snapshot")]
public sealed record PnlSnapshot(
    [property: Id(0)] string Account,
    [property: Id(1)] long Ts,
    [property: Id(2)] Money Cash,
    [property: Id(3)] Money RealizedPnl,
    [property: Id(4)] Money UnrealizedPnl,
    [property: Id(5)] Money FeesPaid,
    [property: Id(6)] Money Cost,
    [property: Id(7)] long OpenPositions,
    [property: Id(8)] long OpenOrders) : DomainEvent
{
    public override string EventType => "pnl_snapshot";
    public override string Key => Account;
    public override long Timestamp => Ts;
}

using Kalshi.Grains.Events;
using Kalshi.Trading;
using Orleans.Concurrency;

namespace Kalshi.Grains;

/// <summary>Open positions and money of one account; the key is the account, <c>paper</c>.</summary>
public interface IPositionGrain : IGrainWithStringKey
{
    /// <summary>Reserves room for an order, so that two orders never pass a limit together.</summary>
    /// <returns>Null when granted, else the reason in the words of strategy.md section 11.</returns>
    Task<string?> ReserveAsync(string orderId, OrderIntent intent);

    /// <summary>Books a fill once, whoever reports it and however often, and ends its order's reservation.</summary>
    Task ApplyFillAsync(ExecutionFill fill);

    /// <summary>Ends the reservation of an order that will not fill.</summary>
    Task CancelReservationAsync(string orderId);

    /// <summary>Pays out an open position at the market's outcome, 1 for YES and 0 for NO.</summary>
    Task SettleAsync(MarketTicker market, int outcome, long settledTs);

    /// <summary>Orders with a reservation: after a crash, those to resume.</summary>
    Task<IReadOnlyList<string>> PendingOrdersAsync();

    [AlwaysInterleave]
    Task<PositionsView> ViewAsync();
}

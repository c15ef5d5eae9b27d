using Kalshi.Grains.Events;
using Kalshi.Trading;
using Orleans.Concurrency;

namespace Kalshi.Grains;

/// <summary>Open positions, open orders and money of one account; the key is the account, <c>paper</c> or <c>live</c>.</summary>
public interface IPositionGrain : IGrainWithStringKey
{
    /// <summary>Reserves room for an order, so that two orders never pass a limit together.</summary>
    /// <param name="atTs">When the order asks, as it is on the record, Unix seconds; default now.</param>
    /// <returns>Null when granted, else the reason in the words of strategy.md section 11, or <c>self_trade</c> or
    /// <c>reduce_only_exceeds_position</c>.</returns>
    Task<string?> ReserveAsync(string orderId, OrderIntent intent, long? atTs = null);

    /// <summary>Books a fill once, whoever reports it and however often.</summary>
    /// <exception cref="LedgerException">The account would not add up; nothing was booked, and the gate has been told.</exception>
    Task ApplyFillAsync(ExecutionFill fill);

    /// <summary>Ends the reservation of an order that will not fill any more.</summary>
    Task CancelReservationAsync(string orderId);

    /// <summary>Pays out an open position at the market's outcome, 1 for YES and 0 for NO, once, whoever tells it and however often: our
    /// own catalogue or the venue's settlements. A fill that becomes known later is paid out when the settlement is told again.</summary>
    /// <exception cref="LedgerException">The market has paid out at the other outcome; nothing was booked, and the gate has been told.</exception>
    Task SettleAsync(MarketTicker market, int outcome, long settledTs);

    /// <summary>Replaces what is held in a market by what the venue says, as a flagged event.</summary>
    /// <param name="quantity">Contracts of the side; zero for none.</param>
    /// <param name="cost">What they cost, in dollars.</param>
    /// <param name="reason">What was found.</param>
    Task AdoptAsync(string adoptionId, MarketTicker market, Side side, Quantity quantity, Money cost, string reason);

    /// <summary>Orders with a reservation: those that have not ended, oldest first; after a crash, those to resume.</summary>
    [AlwaysInterleave]
    Task<IReadOnlyList<string>> PendingOrdersAsync();

    /// <summary>Records what the account is worth now: cash, realised and unrealised profit, fees.</summary>
    /// <remarks>A position is worth the best bid for its side, nothing when nobody bids. While the book is stale the last bid counts,
    /// and cost where none was seen. Asking a market wakes its grain, and one that was not told of its end settles here on waking: so
    /// bookings go on meanwhile.</remarks>
    [AlwaysInterleave]
    Task<PnlSnapshot> SnapshotAsync();

    /// <summary>Tells the limits what open positions have gained or lost by now, marked as in <see cref="SnapshotAsync"/>.</summary>
    /// <returns>Unrealised P&amp;L, fees included.</returns>
    [AlwaysInterleave]
    Task<Money> MarkAsync();

    [AlwaysInterleave]
    Task<PositionsView> ViewAsync();
}

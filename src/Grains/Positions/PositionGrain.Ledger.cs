using Kalshi.Trading;
using Microsoft.Extensions.Logging;

namespace Kalshi.Grains.Positions;

/// <summary>How a booking becomes the account's state: checked, stored, and told to the limits.</summary>
public sealed partial class PositionGrain
{
    /// <summary>The state after a booking, or why there can be none.</summary>
    (PositionState? Next, string? Fault) Booked(string id, Func<Account, Account> book)
    {
        var before = state.State.ToAccount();
        if (before.Fault() is { } earlier)
            return (null, $"{id} comes to an account that does not add up: {earlier}");
        try
        {
            var after = book(before);
            return after.Fault() is { } fault ? (null, $"{id}: {fault}") : (state.State.With(after), null);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or OverflowException)
        {
            return (null, $"{id}: {e.Message}");
        }
    }

    /// <exception cref="LedgerException">There is a fault.</exception>
    async Task<PositionState> CheckedAsync(string id, (PositionState? Next, string? Fault) booking)
    {
        if (booking.Next is { } next)
            return next;
        LogFault(AccountName, id, booking.Fault!);
        await GrainFactory.GetGrain<ITradingGateGrain>(GateScope.Global).RaiseAsync(GateCauses.Invariant($"account {AccountName}, {booking.Fault}"));
        throw new LedgerException($"account {AccountName}: not booked, {booking.Fault}");
    }

    // After the booking is stored: the limits ignore an older version, and hear of a newer one with the next booking.
    async Task TellLimitsAsync(string? orderId, Quantity filled)
    {
        try
        {
            await GrainFactory.GetGrain<IRiskLimitGrain>(AccountName).BookedAsync(new AccountExposure(
                state.State.Version, state.State.Open, state.State.RealizedPnl, orderId, filled));
        }
        catch (Exception e)
        {
            // What is booked is booked; limits that have not heard of it still count the order's reservation.
            LogLimitsNotTold(AccountName, e);
        }
    }

    Dictionary<string, T> Recent<T>(Dictionary<string, T> known, Func<T, long> tsOf)
    {
        var oldest = clock.NowTs - RememberSeconds;
        foreach (var expired in known.Where(entry => tsOf(entry.Value) < oldest).Select(entry => entry.Key).ToArray())
            known.Remove(expired);
        return known;
    }

    static Dictionary<string, T> With<T>(IReadOnlyDictionary<string, T> map, string key, T value) => new(map) { [key] = value };

    static Dictionary<string, T> Without<T>(IReadOnlyDictionary<string, T> map, string key)
    {
        var copy = new Dictionary<string, T>(map);
        copy.Remove(key);
        return copy;
    }

    [LoggerMessage(4301, LogLevel.Critical, "Account {Account}: {Booking} would break the ledger: {Fault}")]
    partial void LogFault(string account, string booking, string fault);

    [LoggerMessage(4302, LogLevel.Warning, "Account {Account} adopts the venue's position in {Market}: {Quantity} of {Side} for {Cost} ({Reason})")]
    partial void LogAdopted(string account, MarketTicker market, Quantity quantity, Side side, Money cost, string reason);

    [LoggerMessage(4303, LogLevel.Error, "The limits of account {Account} could not be told of a booking")]
    partial void LogLimitsNotTold(string account, Exception exception);
}

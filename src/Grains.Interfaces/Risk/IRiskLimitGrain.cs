using Kalshi.Trading;
using Kalshi.Trading.Risk;
using Orleans.Concurrency;

namespace Kalshi.Grains;

/// <summary>What one account may have at stake; the key is the account, <c>paper</c> or <c>live</c>. All grants pass through
/// here one at a time, so orders that run together never pass a limit together.</summary>
public interface IRiskLimitGrain : IGrainWithStringKey
{
    /// <summary>Sets aside what an order can cost. Asked again with the same order id, it answers the same.</summary>
    /// <param name="reducesExposure">An exit: it counts as an order of the minute, and nothing else.</param>
    /// <param name="atTs">When the order asks, as it is on the record, Unix seconds; default now.</param>
    /// <returns>Null when granted, else the limit that forbids it in one word and its numbers, <c>risk_market_notional: …</c>.</returns>
    Task<string?> ReserveAsync(string orderId, OrderIntent intent, bool reducesExposure, long? atTs = null);

    /// <summary>Says that an order has ended and that its fills are booked: what of it never filled is given back. Safe to call again.</summary>
    /// <param name="filled">Contracts it filled in all.</param>
    Task ReleaseAsync(string orderId, Quantity filled);

    /// <summary>Takes in what the account holds after a booking; an older version than the last is ignored.</summary>
    Task BookedAsync(AccountExposure exposure);

    /// <summary>Takes in what open positions have gained or lost: the loss of a day counts it, so that a losing position halts trading
    /// before it is sold or settled.</summary>
    /// <param name="version">The booking up to which the positions were marked; a mark of another one than the last is only kept.</param>
    Task MarkedAsync(long version, Money unrealized);

    /// <summary>Counts how orders end at the venue: too many failures in a row halt trading.</summary>
    /// <param name="failure">Why the venue refused it, or why its fate is unknown; null when the venue took it.</param>
    Task OutcomeAsync(string orderId, string? failure);

    /// <summary>Changes the limits, recorded with who and why.</summary>
    /// <exception cref="ArgumentException">Limits that contradict themselves, or no name or reason; says each fault.</exception>
    Task<RiskView> ChangeAsync(string actor, string reason, RiskLimits limits);

    /// <summary>Says in which mode the process has started: an account that goes live begins as a canary, and a restart keeps it one.</summary>
    Task ModeAsync(TradingMode mode);

    [AlwaysInterleave]
    Task<RiskView> ViewAsync();
}

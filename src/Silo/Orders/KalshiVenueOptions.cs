using Kalshi.Trading;

namespace Kalshi.Silo.Orders;

/// <summary>How orders go to Kalshi.</summary>
sealed record KalshiVenueOptions
{
    /// <summary>Every order is in one order group of the venue. Contracts filled within 15 s at which the venue cancels them all by
    /// itself, whatever we do (ORDER_GROUP_CONTRACTS, default 1000).</summary>
    public Quantity GroupContracts { get; init; } = Quantity.FromSteps(1000 * Quantity.Scale);
}

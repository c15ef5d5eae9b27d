using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>An order as the venue holds it.</summary>
/// <param name="Status">resting, canceled, executed, or a newer word.</param>
/// <param name="Outcome">The outcome that its fills position for.</param>
/// <param name="YesPrice">Limit of the YES leg.</param>
/// <param name="CreatedTs">Unix seconds; null where the venue does not say.</param>
/// <param name="UpdatedTs">When it was last changed, filled or cancelled, Unix seconds; null where the venue does not say.</param>
/// <param name="Fees">Fees on all its fills, dollars; null where the venue does not say.</param>
/// <param name="FillCost">What its fills cost without fees, dollars; null where the venue does not say.</param>
public sealed record VenueOrder(
    string OrderId, string ClientOrderId, MarketTicker Ticker, string Status, Side Outcome, Price YesPrice,
    Quantity Filled, Quantity Remaining, Quantity Initial, long? CreatedTs, long? UpdatedTs = null, decimal? Fees = null, decimal? FillCost = null,
    string? OrderGroupId = null);

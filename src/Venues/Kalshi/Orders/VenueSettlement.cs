using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>A market that ended while we held contracts of it, as the venue booked it.</summary>
/// <param name="Result">yes, no, scalar, or void, which gives the cost back.</param>
/// <param name="YesCost">What the YES contracts had cost, dollars.</param>
/// <param name="Revenue">What the venue paid, dollars; it gives this one in whole cents.</param>
/// <param name="Fee">Dollars.</param>
/// <param name="ValueCents">What one YES contract paid, cents; null where the venue does not say.</param>
/// <param name="SettledTs">Unix seconds.</param>
public sealed record VenueSettlement(
    MarketTicker Ticker, string EventTicker, string Result, Quantity YesCount, decimal YesCost, Quantity NoCount, decimal NoCost,
    decimal Revenue, decimal Fee, int? ValueCents, long SettledTs);

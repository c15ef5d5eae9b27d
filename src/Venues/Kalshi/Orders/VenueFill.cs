using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>A fill as the venue booked it.</summary>
/// <param name="Outcome">The outcome that it positioned for.</param>
/// <param name="YesPrice">Price of the YES leg.</param>
/// <param name="Fee">What the venue charged, dollars.</param>
/// <param name="CreatedTs">Unix seconds; null where the venue does not say.</param>
public sealed record VenueFill(
    string FillId, string OrderId, MarketTicker Ticker, Side Outcome, Price YesPrice, Quantity Count, decimal Fee, bool IsTaker, long? CreatedTs);

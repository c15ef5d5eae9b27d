namespace Kalshi.Venues;

/// <summary>Money at the venue.</summary>
/// <param name="AvailableCents">What can be traded with; the venue still gives this one in cents.</param>
/// <param name="PortfolioValueCents">Present value of all positions.</param>
/// <param name="UpdatedTs">Unix seconds.</param>
public sealed record VenueBalance(long AvailableCents, long PortfolioValueCents, long UpdatedTs);

namespace Kalshi.VenueSimulator;

/// <summary>A change of a resting order, checked for form.</summary>
/// <param name="Side">As the order has it; the venue wants it repeated.</param>
/// <param name="Price">In the leg of <paramref name="Side"/>.</param>
/// <param name="Count">What has filled and what shall rest, together.</param>
/// <param name="ClientOrderId">A new one; null to keep the old.</param>
sealed record Amendment(string Ticker, BookSide Side, Dollars Price, Contracts Count, string? ClientOrderId);

namespace Kalshi.Venues;

/// <summary>What all markets of a series share.</summary>
/// <param name="FeeType">quadratic, quadratic_with_maker_fees, flat, or a newer word.</param>
/// <param name="FeeMultiplier">Factor on the fee formula.</param>
public sealed record SeriesTerms(string Ticker, string Title, string Category, string FeeType, double FeeMultiplier);

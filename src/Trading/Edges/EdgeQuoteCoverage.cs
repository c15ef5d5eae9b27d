namespace Kalshi.Trading.Edges;

/// <summary>How well the selected markets are quoted.</summary>
/// <param name="LatestTs">Newest quote among them, Unix seconds.</param>
/// <param name="AgeSeconds">The tick minus <paramref name="LatestTs"/>.</param>
/// <param name="MarketsWithRecentQuote">Selected markets whose quote is fresh.</param>
public readonly record struct EdgeQuoteCoverage(long? LatestTs, long? AgeSeconds, int MarketsWithRecentQuote);

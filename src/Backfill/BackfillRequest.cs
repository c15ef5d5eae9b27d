using Kalshi.Trading;

namespace Kalshi.Backfill;

/// <summary>What to fetch: the markets of these series, or these markets, as far as they traded within a range.</summary>
/// <param name="Series">Series tickers; empty where <paramref name="Markets"/> are named.</param>
/// <param name="Range">Unix seconds; what lies in the future is left out.</param>
public sealed record BackfillRequest(IReadOnlyList<string> Series, IReadOnlyList<MarketTicker> Markets, Span Range, IReadOnlyList<HistoryKind> Kinds)
{
    /// <exception cref="ArgumentException">Nothing to fetch, or a range that ends before it begins; the message names it.</exception>
    internal BackfillRequest Validated()
    {
        if (Series.Count == 0 && Markets.Count == 0)
            throw new ArgumentException("neither a series nor a market is named");
        if (Range.To < Range.From)
            throw new ArgumentException($"the range ends at {Range.To}, before it begins at {Range.From}");
        if (Kinds.Count == 0)
            throw new ArgumentException("neither trades nor candlesticks are asked for");
        return this;
    }
}

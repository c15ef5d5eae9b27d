namespace Kalshi.Backfill;

/// <summary>Something that the stored history lacks or contradicts.</summary>
/// <param name="Kind">trades or candlesticks_N.</param>
/// <param name="Reason">never fetched, interrupted, rows rejected, or volume with both figures.</param>
public sealed record Gap(string Ticker, string Kind, Span Span, string Reason);

namespace Kalshi.Backfill;

/// <summary>On which side of the venue's archive a span was read.</summary>
enum Source
{
    Live,
    Historical,
}

/// <summary>How far a span has been fetched.</summary>
/// <param name="Cursor">Where to go on; null when all pages are stored.</param>
/// <param name="Rejected">Rows that could not be read; with any, the span is not whole.</param>
sealed record StoredSpan(string Ticker, HistoryKind Kind, Span Span, Source Source, string? Cursor, long Rows, long Rejected)
{
    internal bool IsWhole => Cursor is null && Rejected == 0;
}

namespace Kalshi.Backfill;

/// <summary>How far a backfill has come.</summary>
/// <param name="Pieces">Pieces of work, each a day of one market and kind, or less.</param>
/// <param name="Done">Pieces that are whole.</param>
/// <param name="Doing">What is fetched now.</param>
public sealed record BackfillProgress(int Markets, int Pieces, int Done, long Trades, long Candlesticks, long Rejected, string Doing);

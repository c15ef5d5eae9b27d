using System.Globalization;
using Npgsql;

namespace Kalshi.Backfill;

/// <summary>Looks for what is missing within a range, and compares minutes' volumes with the sums of their trades.</summary>
public sealed class GapReport(HistoryStore store)
{
    /// <summary>Gaps of the known markets of these series.</summary>
    /// <param name="range">Unix seconds.</param>
    /// <returns>By market and time; empty when the history is whole.</returns>
    public async Task<IReadOnlyList<Gap>> FindAsync(IReadOnlyList<string> series, Span range, IReadOnlyList<HistoryKind> kinds, CancellationToken cancel)
    {
        var gaps = new List<Gap>();
        foreach (var (ticker, traded) in await MarketsAsync(series, range, cancel))
        {
            foreach (var kind in kinds)
                gaps.AddRange(Missing(ticker, kind, traded, await store.SpansAsync(ticker, kind, cancel)));
        }
        if (kinds.Contains(HistoryKind.Trades) && kinds.Any(k => k.Period == Venues.CandlestickPeriod.Minute))
            gaps.AddRange(await ContradictionsAsync(series, range, cancel));
        return [.. gaps.OrderBy(g => g.Ticker, StringComparer.Ordinal).ThenBy(g => g.Span.From)];
    }

    static IEnumerable<Gap> Missing(string ticker, HistoryKind kind, Span traded, IReadOnlyList<StoredSpan> spans)
    {
        var broken = spans.Where(s => !s.IsWhole && s.Span.Within(traded) is not null).ToList();
        foreach (var span in broken)
            yield return new(ticker, kind.Name, span.Span, span.Cursor is not null
                ? $"interrupted after {span.Rows} rows"
                : $"{span.Rejected} rows could not be read");
        foreach (var missing in traded.Without(spans.Select(s => s.Span)))
            yield return new(ticker, kind.Name, missing, "never fetched");
    }

    async Task<IReadOnlyList<(string Ticker, Span Traded)>> MarketsAsync(IReadOnlyList<string> series, Span range, CancellationToken cancel)
    {
        await using var command = store.Database.CreateCommand("""
            SELECT ticker, coalesce(open_ts, $2), close_ts FROM history.market
            WHERE series = ANY($1) AND close_ts >= $2 AND coalesce(open_ts, $2) <= $3 ORDER BY ticker
            """);
        Parameters(command, series, range);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var markets = new List<(string, Span)>();
        while (await rows.ReadAsync(cancel))
        {
            if (new Span(rows.GetInt64(1), rows.GetInt64(2)).Within(range) is { } traded)
                markets.Add((rows.GetString(0), traded));
        }
        return markets;
    }

    /// <summary>Minutes whose volume is not the sum of their trades, where both were fetched whole. Trades on a full minute may
    /// belong to either side of it: the venue's microseconds are cut.</summary>
    async Task<IReadOnlyList<Gap>> ContradictionsAsync(IReadOnlyList<string> series, Span range, CancellationToken cancel)
    {
        await using var command = store.Database.CreateCommand("""
            WITH minutes AS (
                SELECT c.ticker, c.end_ts, c.volume
                FROM history.candlestick c JOIN history.market m USING (ticker)
                WHERE m.series = ANY($1) AND c.period_minutes = 1 AND c.end_ts - 60 >= $2 AND c.end_ts <= $3
                    AND EXISTS (SELECT 1 FROM history.span s WHERE s.ticker = c.ticker AND s.kind = 'trades' AND s.cursor IS NULL
                        AND s.rejected = 0 AND s.from_ts <= c.end_ts - 59 AND s.to_ts >= least(c.end_ts, m.close_ts))
            )
            SELECT ticker, end_ts, volume, sure, sure + perhaps FROM (
                SELECT n.*,
                    coalesce(sum(t.count) FILTER (WHERE t.created_ms % 60000 <> 0), 0) AS sure,
                    coalesce(sum(t.count) FILTER (WHERE t.created_ms % 60000 = 0), 0) AS perhaps
                FROM minutes n LEFT JOIN history.trade t
                    ON t.ticker = n.ticker AND t.created_ms BETWEEN (n.end_ts - 60) * 1000 AND n.end_ts * 1000
                GROUP BY n.ticker, n.end_ts, n.volume
            ) summed
            WHERE volume NOT BETWEEN sure AND sure + perhaps
            ORDER BY ticker, end_ts
            """);
        Parameters(command, series, range);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var gaps = new List<Gap>();
        while (await rows.ReadAsync(cancel))
        {
            var end = rows.GetInt64(1);
            gaps.Add(new(rows.GetString(0), HistoryKind.Trades.Name, new(end - 60, end), string.Create(CultureInfo.InvariantCulture,
                $"volume {rows.GetDecimal(2)} in the candlestick, {rows.GetDecimal(3)} in the trades")));
        }
        return gaps;
    }

    static void Parameters(NpgsqlCommand command, IReadOnlyList<string> series, Span range)
    {
        command.Parameters.AddWithValue(series.ToArray());
        command.Parameters.AddWithValue(range.From);
        command.Parameters.AddWithValue(range.To);
    }
}

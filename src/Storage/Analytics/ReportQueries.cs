using Npgsql;

namespace Kalshi.Storage;

/// <summary>Reads the fact tables for reports. Each statement within PG_STATEMENT_TIMEOUT_MS.</summary>
/// <param name="readers">See <see cref="StorageConnections.OpenReaders"/>; the caller disposes of it.</param>
public sealed class ReportQueries(NpgsqlDataSource readers)
{
    /// <summary>The days from <paramref name="since"/> on, oldest first.</summary>
    public Task<IReadOnlyList<DailyPerformance>> DailyAsync(DateOnly since, CancellationToken cancellationToken = default) => ReadAsync("""
        SELECT day, markets, snapshots, brier, brier_market, log_loss, decisions, takes, takes_won, ev_of_takes, pnl_of_takes, fills,
            contracts, fees, pnl_of_fills
        FROM event_store.fact_daily_performance
        WHERE day >= $1
        ORDER BY day
        """,
        row => new DailyPerformance(
            row.GetFieldValue<DateOnly>(0), row.GetInt64(1), row.GetInt64(2), row.Real(3), row.Real(4), row.Real(5), row.GetInt64(6),
            row.GetInt64(7), row.GetInt64(8), row.GetDouble(9), row.GetDouble(10), row.GetInt64(11), row.GetDecimal(12), row.GetDecimal(13),
            row.GetDecimal(14)),
        since, cancellationToken);

    /// <summary>How good probabilities were, of markets that settled on <paramref name="since"/> or later.</summary>
    public async Task<ModelReport> ModelAsync(DateOnly since, CancellationToken cancellationToken = default) =>
        new(await CalibrationAsync(since, cancellationToken), await HorizonsAsync(since, cancellationToken));

    /// <summary>What decisions came to, of markets that settled on <paramref name="since"/> or later.</summary>
    public async Task<OpportunityReport> OpportunitiesAsync(DateOnly since, CancellationToken cancellationToken = default) =>
        new(await ExpectationsAsync(since, cancellationToken), await ReasonsAsync(since, cancellationToken));

    Task<IReadOnlyList<CalibrationBin>> CalibrationAsync(DateOnly since, CancellationToken cancellationToken) => ReadAsync("""
        SELECT least(floor(prob_yes * 10), 9)::integer AS bin, count(*), count(DISTINCT market_id), avg(prob_yes), avg(outcome)::float8
        FROM event_store.fact_edge_snapshot_scores
        WHERE settled_day >= $1
        GROUP BY bin
        ORDER BY bin
        """,
        row => new CalibrationBin(
            row.GetInt32(0) / 10.0, (row.GetInt32(0) + 1) / 10.0, row.GetInt64(1), row.GetInt64(2), row.GetDouble(3), row.GetDouble(4)),
        since, cancellationToken);

    Task<IReadOnlyList<HorizonScore>> HorizonsAsync(DateOnly since, CancellationToken cancellationToken) => ReadAsync("""
        SELECT h.low, h.high, count(*), count(DISTINCT s.market_id), avg(s.brier), avg(s.brier_market), avg(s.log_loss)
        FROM (VALUES (0::bigint, 300::bigint), (300, 900), (900, 1800), (1800, 3600), (3600, 7200), (7200, NULL)) AS h (low, high)
        JOIN event_store.fact_edge_snapshot_scores s ON s.horizon_seconds >= h.low AND s.horizon_seconds < coalesce(h.high, s.horizon_seconds + 1)
        WHERE s.settled_day >= $1
        GROUP BY h.low, h.high
        ORDER BY h.low
        """,
        row => new HorizonScore(
            row.GetInt64(0), row.Whole(1), row.GetInt64(2), row.GetInt64(3), row.Real(4), row.Real(5), row.Real(6)),
        since, cancellationToken);

    Task<IReadOnlyList<ExpectationBin>> ExpectationsAsync(DateOnly since, CancellationToken cancellationToken) => ReadAsync("""
        SELECT (floor(ev_net * 50) * 2)::integer AS cents, count(*), count(DISTINCT market_id), avg(ev_net), avg(pnl)
        FROM event_store.fact_opportunity_outcomes
        WHERE settled_day >= $1 AND ev_net IS NOT NULL AND pnl IS NOT NULL
        GROUP BY cents
        ORDER BY cents
        """,
        row => new ExpectationBin(
            row.GetInt32(0), row.GetInt32(0) + 2, row.GetInt64(1), row.GetInt64(2), row.GetDouble(3), row.GetDouble(4)),
        since, cancellationToken);

    Task<IReadOnlyList<ReasonOutcome>> ReasonsAsync(DateOnly since, CancellationToken cancellationToken) => ReadAsync("""
        SELECT CASE WHEN would_trade THEN 'take' ELSE coalesce(reason_not_eligible, 'none given') END AS reason, count(*),
            count(DISTINCT market_id), avg(ev_net), avg(pnl), avg(won::integer)::float8
        FROM event_store.fact_opportunity_outcomes
        WHERE settled_day >= $1
        GROUP BY reason
        ORDER BY count(*) DESC, reason
        LIMIT 100
        """,
        row => new ReasonOutcome(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.Real(3), row.Real(4), row.Real(5)),
        since, cancellationToken);

    async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, DateOnly since, CancellationToken cancellationToken)
    {
        await using var command = readers.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = since });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(reader));
        return rows;
    }
}

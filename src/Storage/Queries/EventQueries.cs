using Npgsql;
using NpgsqlTypes;

namespace Kalshi.Storage;

/// <summary>What the console and the web page ask. Reads only, at most <see cref="MaxRows"/> rows, each statement within
/// PG_STATEMENT_TIMEOUT_MS; youngest first.</summary>
/// <param name="readers">See <see cref="StorageConnections.OpenReaders"/>; the caller disposes of it.</param>
public sealed class EventQueries(NpgsqlDataSource readers)
{
    public const int MaxRows = 1000;

    /// <summary>The last second of the year 9998.</summary>
    const long MaxTs = 253_370_764_799;

    /// <summary>The last events of a type, of one subject key or of all.</summary>
    public Task<IReadOnlyList<StoredEvent>> EventsAsync(string eventType, string? key, int limit, CancellationToken cancellationToken = default) =>
        ReadAsync($"""
            SELECT event_type, schema_version, idempotency_key, ts_event, source, subject, subject_key, stream, stream_sequence,
                stored_at, payload::text
            FROM event_store.events_raw
            WHERE event_type = $2 {(key is null ? "" : "AND subject_key = $3")}
            ORDER BY ts_event DESC, stream_sequence DESC
            LIMIT $1
            """,
            row => new StoredEvent(
                row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetInt64(3), row.GetString(4), row.GetString(5), row.GetString(6),
                row.GetString(7), row.GetInt64(8), row.GetFieldValue<DateTimeOffset>(9), row.GetString(10)),
            limit, cancellationToken, key is null ? [eventType] : [eventType, key]);

    /// <summary>Stored events by type.</summary>
    /// <param name="sinceTs">Only those that happened then or later, Unix seconds; 0 counts all, which takes its time.</param>
    public Task<IReadOnlyList<EventCount>> CountsByTypeAsync(long sinceTs, CancellationToken cancellationToken = default) =>
        ReadAsync("""
            SELECT event_type, count(*), max(ts_event)
            FROM event_store.events_raw
            WHERE ts_event >= $2 AND (day = '-infinity' OR day >= $3)
            GROUP BY event_type
            ORDER BY event_type
            LIMIT $1
            """,
            row => new EventCount(row.GetString(0), row.GetInt64(1), row.GetInt64(2)),
            MaxRows, cancellationToken, sinceTs, Day(sinceTs));

    /// <summary>The last decision on each market.</summary>
    public Task<IReadOnlyList<LatestDecision>> DecisionsAsync(int limit, CancellationToken cancellationToken = default) =>
        ReadAsync("""
            SELECT market_id, ts_eval, eligible, would_trade, side, reason_not_eligible, ev_raw, ev_net, p_model, p_market, tau_minutes,
                strategy_version
            FROM event_store.strategy_opportunity_latest
            ORDER BY ts_eval DESC, market_id
            LIMIT $1
            """,
            row => new LatestDecision(
                row.GetString(0), row.GetInt64(1), row.GetBoolean(2), row.GetBoolean(3), row.Text(4), row.Text(5), row.Real(6), row.Real(7),
                row.Real(8), row.Real(9), row.Real(10), row.GetString(11)),
            limit, cancellationToken);

    /// <summary>How often each reason was given, by the decisions of a window.</summary>
    /// <param name="fromTs">Start of the window, Unix seconds, inclusive.</param>
    /// <param name="toTs">Its end, exclusive.</param>
    public Task<IReadOnlyList<ReasonCount>> ReasonsAsync(long fromTs, long toTs, CancellationToken cancellationToken = default) =>
        ReadAsync("""
            SELECT payload ->> 'reason_not_eligible', (payload ->> 'would_trade')::boolean, count(*), count(DISTINCT subject_key)
            FROM event_store.events_raw
            WHERE event_type = 'opportunity_decision' AND ts_event >= $2 AND ts_event < $3 AND day BETWEEN $4 AND $5
            GROUP BY 1, 2
            ORDER BY 3 DESC, 1
            LIMIT $1
            """,
            row => new ReasonCount(row.Text(0), row.GetBoolean(1), row.GetInt64(2), row.GetInt64(3)),
            MaxRows, cancellationToken, fromTs, toTs, Day(fromTs), Day(toTs));

    /// <summary>The last edge of each market.</summary>
    public Task<IReadOnlyList<LatestEdge>> EdgesAsync(int limit, CancellationToken cancellationToken = default) =>
        ReadAsync("""
            SELECT market_id, asof_ts, prob_yes, ev_take_yes, ev_take_no, sigma_annualized, sigma_ok, spot_price, spot_ts, quote_ts,
                settlement_ts, strike, strategy_version
            FROM event_store.strategy_edge_latest
            ORDER BY asof_ts DESC, market_id
            LIMIT $1
            """,
            row => new LatestEdge(
                row.GetString(0), row.GetInt64(1), row.GetDouble(2), row.Real(3), row.Real(4), row.GetDouble(5), row.GetBoolean(6),
                row.GetDouble(7), row.Whole(8), row.Whole(9), row.Whole(10), row.Real(11), row.GetString(12)),
            limit, cancellationToken);

    public Task<IReadOnlyList<OrderState>> OrdersAsync(int limit, CancellationToken cancellationToken = default) =>
        ReadAsync("""
            SELECT order_id, market_id, ts_order, side, action, quantity, price, status, reason, opportunity_idempotency_key, paper
            FROM event_store.execution_order_latest
            ORDER BY ts_order DESC, order_id
            LIMIT $1
            """,
            row => new OrderState(
                row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetDecimal(5), row.Exact(6),
                row.GetString(7), row.Text(8), row.Text(9), row.GetBoolean(10)),
            limit, cancellationToken);

    public Task<IReadOnlyList<FillState>> FillsAsync(int limit, CancellationToken cancellationToken = default) =>
        ReadAsync("""
            SELECT fill_id, order_id, market_id, ts_fill, side, action, quantity, price, fee, outcome, reason, paper
            FROM event_store.execution_fill_latest
            ORDER BY ts_fill DESC, fill_id
            LIMIT $1
            """,
            row => new FillState(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetString(4), row.GetString(5), row.GetDecimal(6),
                row.GetDecimal(7), row.GetDecimal(8), row.Small(9), row.Text(10), row.GetBoolean(11)),
            limit, cancellationToken);

    /// <summary>What holds now: the last halt or release of each scope.</summary>
    public Task<IReadOnlyList<OperatorState>> OperatorStatesAsync(int limit, CancellationToken cancellationToken = default) =>
        ReadAsync("""
            SELECT scope, ts, action, actor, reason, action_id
            FROM event_store.operator_state
            ORDER BY ts DESC, scope
            LIMIT $1
            """,
            row => new OperatorState(
                row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5)),
            limit, cancellationToken);

    /// <summary>What operators did, one row an action.</summary>
    public Task<IReadOnlyList<StoredEvent>> OperatorActionsAsync(int limit, CancellationToken cancellationToken = default) =>
        EventsAsync("operator_action", null, limit, cancellationToken);

    async Task<IReadOnlyList<T>> ReadAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, int limit, CancellationToken cancellationToken, params object[] values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxRows);
        await using var command = readers.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit, NpgsqlDbType = NpgsqlDbType.Integer });
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(reader));
        return rows;
    }

    // Any number may be asked for; the calendar has an end.
    static DateOnly Day(long ts) =>
        DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(ts, 0, MaxTs)).UtcDateTime);
}

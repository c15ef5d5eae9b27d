using Npgsql;

namespace Kalshi.Storage;

/// <summary>What the readiness gates ask the record. Reads only, each statement within PG_STATEMENT_TIMEOUT_MS.</summary>
/// <param name="readers">See <see cref="StorageConnections.OpenReaders"/>; the caller disposes of it.</param>
public sealed class ReadinessQueries(NpgsqlDataSource readers)
{
    const int MinuteSeconds = 60;
    const int DaySeconds = 86_400;

    /// <summary>Rows that are enough for a 99th percentile.</summary>
    const double SampleRows = 200_000;

    /// <summary>Minutes of one UTC day in which at least one edge snapshot was recorded, as minutes since 1970.</summary>
    /// <param name="dayTs">Any moment of the day, Unix seconds.</param>
    public Task<IReadOnlyList<long>> SnapshotMinutesAsync(long dayTs, CancellationToken cancellationToken)
    {
        var from = dayTs - dayTs % DaySeconds;
        // One probe of the time index a minute, whatever the number of snapshots in it.
        return ReadAsync($"""
            SELECT minute FROM generate_series($1::bigint, $1::bigint + {DaySeconds / MinuteSeconds - 1}) AS minute
            WHERE EXISTS (
                SELECT FROM event_store.events_raw
                WHERE event_type = 'edge_snapshot' AND day = $2
                    AND ts_event >= minute * {MinuteSeconds} AND ts_event < (minute + 1) * {MinuteSeconds})
            ORDER BY minute
            """,
            row => row.GetInt64(0), cancellationToken, from / MinuteSeconds, DayOf(from));
    }

    /// <summary>Everything operators and the system did to gates, limits and modes since <paramref name="sinceTs"/>, oldest first.</summary>
    public Task<IReadOnlyList<RecordedAction>> ActionsAsync(long sinceTs, CancellationToken cancellationToken) => ReadAsync("""
        SELECT ts_event, payload ->> 'scope', payload ->> 'action', payload ->> 'actor', payload ->> 'reason'
        FROM event_store.events_raw
        WHERE event_type = 'operator_action' AND day = '-infinity' AND ts_event >= $1
        ORDER BY ts_event, stream_sequence
        """,
        row => new RecordedAction(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4)),
        cancellationToken, sinceTs);

    /// <summary>States of orders recorded from <paramref name="fromTs"/> to before <paramref name="toTs"/> that are not ends of orders:
    /// something new was on its way.</summary>
    public async Task<long> NewOrdersAsync(long fromTs, long toTs, CancellationToken cancellationToken) => (await ReadAsync("""
        SELECT count(*)
        FROM event_store.events_raw
        WHERE event_type = 'execution_order' AND day = '-infinity' AND ts_event >= $1 AND ts_event < $2
            AND payload ->> 'action' = 'open' AND payload ->> 'status' IN ('submitted', 'resting', 'filled', 'partially_filled')
        """,
        row => row.GetInt64(0), cancellationToken, fromTs, toTs))[0];

    /// <summary>Orders that a risk limit refused since <paramref name="sinceTs"/>.</summary>
    public async Task<long> RiskRefusalsAsync(long sinceTs, CancellationToken cancellationToken) => (await ReadAsync("""
        SELECT count(*)
        FROM event_store.events_raw
        WHERE event_type = 'execution_order' AND day = '-infinity' AND ts_event >= $1 AND payload ->> 'reason' LIKE 'risk\_%'
        """,
        row => row.GetInt64(0), cancellationToken, sinceTs))[0];

    /// <summary>99th percentile of the time from the stream's acknowledgement to the row, seconds, over a sample of the events since
    /// <paramref name="sinceTs"/>; null when there are none.</summary>
    public async Task<double?> PersistLatencyP99Async(long sinceTs, CancellationToken cancellationToken)
    {
        var rows = (await ReadAsync("""
            SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)::float8
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'event_store.events_raw'::regclass
            """,
            row => row.GetDouble(0), cancellationToken))[0];
        var percent = rows <= SampleRows ? 100.0 : Math.Max(0.001, 100 * SampleRows / rows);
        return (await ReadAsync("""
            SELECT extract(epoch FROM percentile_disc(0.99) WITHIN GROUP (ORDER BY stored_at - published_at))::float8
            FROM event_store.events_raw TABLESAMPLE SYSTEM ($1)
            WHERE ts_event >= $2 AND (day = '-infinity' OR day >= $3)
            """,
            row => row.IsDBNull(0) ? (double?)null : row.GetDouble(0), cancellationToken, percent, sinceTs, DayOf(sinceTs)))[0];
    }

    async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = readers.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(reader));
        return rows;
    }

    static DateOnly DayOf(long ts) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(ts).UtcDateTime);
}

/// <summary>One change of a gate, a limit or a mode.</summary>
/// <param name="Ts">Unix seconds.</param>
public sealed record RecordedAction(long Ts, string Scope, string Action, string Actor, string Reason);

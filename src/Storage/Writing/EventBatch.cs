using Npgsql;
using NpgsqlTypes;

namespace Kalshi.Storage;

/// <summary>The statements that store a batch: its rows into the event table, and from what was new the latest states. All
/// within the caller's transaction.</summary>
static class EventBatch
{
    const string Columns =
        "day, event_type, idempotency_key, schema_version, ts_event, source, subject, subject_key, stream, stream_sequence, published_at, payload";

    /// <summary>A table of the session: unlogged, invisible to others, emptied by each commit.</summary>
    internal static async Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            CREATE TEMP TABLE incoming (
                day date, event_type text, idempotency_key text, schema_version integer, ts_event bigint, source text,
                subject text, subject_key text, stream text, stream_sequence bigint, published_at timestamptz, payload jsonb
            ) ON COMMIT DELETE ROWS
            """, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Stores rows of which none is in the table yet, as nearly all are: a copy straight into it costs half of what
    /// the way over the staging table does.</summary>
    /// <returns>When the transaction began, by the clock of the database: its rows bear it.</returns>
    /// <exception cref="PostgresException">A unique violation when one was stored before, or is here twice.</exception>
    internal static async Task<DateTime> StoreNewAsync(NpgsqlConnection connection, ArraySegment<EventRow> rows)
    {
        await CopyAsync(connection, "event_store.events_raw", rows);
        return await ProjectAsync(connection, rows);
    }

    /// <summary>Stores those rows that are absent: copy into the staging table, insert from there.</summary>
    /// <returns>Those of <paramref name="rows"/> that were not stored before, in their order; and when the transaction began.</returns>
    internal static async Task<(IReadOnlyList<EventRow> Inserted, DateTime Began)> StoreAbsentAsync(
        NpgsqlConnection connection, ArraySegment<EventRow> rows)
    {
        await CopyAsync(connection, "incoming", rows);
        var inserted = await InsertAsync(connection, rows);
        return (inserted, await ProjectAsync(connection, inserted));
    }

    internal static async Task CopyAsync(NpgsqlConnection connection, string table, ArraySegment<EventRow> rows)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {table} ({Columns}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
            await WriteAsync(copy, row);
        await copy.CompleteAsync();
    }

    static async Task WriteAsync(NpgsqlBinaryImporter copy, EventRow row)
    {
        var envelope = row.Envelope;
        await copy.StartRowAsync();
        await copy.WriteAsync(row.Day, NpgsqlDbType.Date);
        await copy.WriteAsync(envelope.EventType, NpgsqlDbType.Text);
        await copy.WriteAsync(envelope.IdempotencyKey, NpgsqlDbType.Text);
        await copy.WriteAsync(envelope.SchemaVersion, NpgsqlDbType.Integer);
        await copy.WriteAsync(envelope.Timestamp, NpgsqlDbType.Bigint);
        await copy.WriteAsync(envelope.Source, NpgsqlDbType.Text);
        await copy.WriteAsync(row.Received.Subject, NpgsqlDbType.Text);
        await copy.WriteAsync(envelope.Payload.Key, NpgsqlDbType.Text);
        await copy.WriteAsync(row.Consumer.Stream, NpgsqlDbType.Text);
        await copy.WriteAsync(row.Received.Sequence, NpgsqlDbType.Bigint);
        await copy.WriteAsync(row.Received.Published.UtcDateTime, NpgsqlDbType.TimestampTz);
        await copy.WriteAsync(row.Payload, NpgsqlDbType.Jsonb);
    }

    static async Task<IReadOnlyList<EventRow>> InsertAsync(NpgsqlConnection connection, ArraySegment<EventRow> rows)
    {
        await using var command = new NpgsqlCommand($"""
            INSERT INTO event_store.events_raw ({Columns})
            SELECT {Columns} FROM incoming
            ON CONFLICT DO NOTHING
            RETURNING stream, stream_sequence
            """, connection);
        HashSet<(string, long)> stored = [];
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                stored.Add((reader.GetString(0), reader.GetInt64(1)));
        }
        // Removing while looking: a redelivered copy within the batch has the same position and is no second insert.
        return [.. rows.Where(row => stored.Remove((row.Consumer.Stream, row.Received.Sequence)))];
    }

    static async Task<DateTime> ProjectAsync(NpgsqlConnection connection, IReadOnlyList<EventRow> inserted)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var upsert in LatestState.Upserts(inserted.Select(row => row.Envelope)))
            batch.BatchCommands.Add(upsert);
        batch.BatchCommands.Add(new("SELECT now()"));
        return (DateTime)(await batch.ExecuteScalarAsync())!;
    }
}

using System.Runtime.CompilerServices;
using Npgsql;

namespace Kalshi.Storage;

/// <summary>Events of a window as the bus carried them, one JSON envelope a line, for a bundle or a replay. Reads only.</summary>
/// <remarks>In pages by the index of type and time, so that no statement runs long and nothing is held in memory.</remarks>
/// <param name="readers">See <see cref="StorageConnections.OpenReaders"/>; the caller disposes of it.</param>
public sealed class EventExport(NpgsqlDataSource readers)
{
    const int PageRows = 2000;

    /// <summary>An event may be stored this much later than it happened, or earlier by a clock that is wrong.</summary>
    const long SlackSeconds = 3600;

    /// <summary>The types that the record holds anything of.</summary>
    public async Task<IReadOnlyList<string>> TypesAsync(CancellationToken cancellationToken = default)
    {
        // One look into the index for each type instead of a scan of the table.
        await using var command = readers.CreateCommand("""
            WITH RECURSIVE types AS (
                (SELECT event_type FROM event_store.events_raw ORDER BY event_type LIMIT 1)
                UNION ALL
                SELECT (SELECT e.event_type FROM event_store.events_raw e WHERE e.event_type > t.event_type ORDER BY e.event_type LIMIT 1)
                FROM types t WHERE t.event_type IS NOT NULL
            )
            SELECT event_type FROM types WHERE event_type IS NOT NULL
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<string> types = [];
        while (await reader.ReadAsync(cancellationToken))
            types.Add(reader.GetString(0));
        return types;
    }

    /// <summary>Envelopes of one type, in the order of their time and of the stream.</summary>
    /// <param name="fromTs">Unix seconds, inclusive.</param>
    /// <param name="toTs">Unix seconds, exclusive.</param>
    public async IAsyncEnumerable<string> LinesAsync(
        string eventType, long fromTs, long toTs, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (ts, sequence) = (fromTs, long.MinValue);
        while (true)
        {
            List<string> page = [];
            await using (var command = readers.CreateCommand("""
                SELECT ts_event, stream_sequence, json_build_object(
                    'event_type', event_type, 'schema_version', schema_version, 'ts_event', ts_event, 'source', source,
                    'idempotency_key', idempotency_key, 'payload', payload)::text
                FROM event_store.events_raw
                WHERE event_type = $1 AND ts_event >= $2 AND ts_event < $3 AND (ts_event, stream_sequence) > ($2, $4)
                ORDER BY ts_event, stream_sequence
                LIMIT $5
                """))
            {
                foreach (var value in (object[])[eventType, ts, toTs, sequence, PageRows])
                    command.Parameters.Add(new NpgsqlParameter { Value = value });
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                while (await reader.ReadAsync(cancellationToken))
                {
                    (ts, sequence) = (reader.GetInt64(0), reader.GetInt64(1));
                    page.Add(reader.GetString(2));
                }
            }
            foreach (var line in page)
                yield return line;
            if (page.Count < PageRows)
                yield break;
        }
    }

    /// <summary>Everything that the bus stored within a window, in its order: what a replay reads.</summary>
    /// <remarks>PostgreSQL has to sort the whole window first, so this statement may run for minutes; rows are streamed. The window is
    /// one of the bus, so that what follows from an event is not in it without the event; the events' own times only spare partitions.</remarks>
    /// <param name="fromTs">Unix seconds of the events' own time in which the window begins; an hour before is looked through, too.</param>
    /// <param name="toTs">In which it ends; an hour after is looked through, too.</param>
    /// <param name="storedFrom">By the bus's clock, inclusive.</param>
    /// <param name="storedTo">Exclusive.</param>
    /// <returns>When the bus stored it, Unix milliseconds by its own clock, its place in its stream, and the envelope.</returns>
    public async IAsyncEnumerable<(long StoredMs, long Sequence, string Envelope)> LogAsync(
        long fromTs, long toTs, DateTimeOffset storedFrom, DateTimeOffset storedTo, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var connection = await readers.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var patience = new NpgsqlCommand("SET LOCAL statement_timeout = '10min'", connection, transaction))
            await patience.ExecuteNonQueryAsync(cancellationToken);
        // The day prunes partitions. Orders, fills, the catalogue and settings are in the undated one, whatever their time.
        await using var command = new NpgsqlCommand("""
            SELECT (extract(epoch FROM published_at) * 1000)::bigint, stream_sequence, json_build_object(
                'event_type', event_type, 'schema_version', schema_version, 'ts_event', ts_event, 'source', source,
                'idempotency_key', idempotency_key, 'payload', payload)::text
            FROM event_store.events_raw
            WHERE (day = '-infinity'
                OR day BETWEEN date '1970-01-01' + ($1 / 86400)::integer AND date '1970-01-01' + ($2 / 86400)::integer AND ts_event BETWEEN $1 AND $2)
                AND published_at >= $3 AND published_at < $4
            ORDER BY published_at, stream, stream_sequence
            """, connection, transaction) { CommandTimeout = 600 };
        foreach (var value in (object[])[fromTs - SlackSeconds, toTs + SlackSeconds, storedFrom.UtcDateTime, storedTo.UtcDateTime])
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return (reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2));
    }
}

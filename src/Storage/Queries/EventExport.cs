using System.Runtime.CompilerServices;
using Npgsql;

namespace Kalshi.Storage;

/// <summary>Events of a window as the bus carried them, one JSON envelope a line, for a bundle or a replay. Reads only.</summary>
/// <remarks>In pages by the index of type and time, so that no statement runs long and nothing is held in memory.</remarks>
/// <param name="readers">See <see cref="StorageConnections.OpenReaders"/>; the caller disposes of it.</param>
public sealed class EventExport(NpgsqlDataSource readers)
{
    const int PageRows = 2000;

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

    /// <summary>Everything of a window in the order in which the bus stored it: what a replay reads.</summary>
    /// <remarks>PostgreSQL has to sort the whole window first, so this statement may run for minutes; rows are streamed.</remarks>
    /// <param name="fromTs">Unix seconds, inclusive.</param>
    /// <param name="toTs">Unix seconds, exclusive.</param>
    /// <returns>When the bus stored it, Unix milliseconds by its own clock, and the envelope.</returns>
    public async IAsyncEnumerable<(long StoredMs, string Envelope)> LogAsync(
        long fromTs, long toTs, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var connection = await readers.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var patience = new NpgsqlCommand("SET LOCAL statement_timeout = '10min'", connection, transaction))
            await patience.ExecuteNonQueryAsync(cancellationToken);
        // The day prunes partitions; events without a date are in none of a window.
        await using var command = new NpgsqlCommand("""
            SELECT (extract(epoch FROM published_at) * 1000)::bigint, json_build_object(
                'event_type', event_type, 'schema_version', schema_version, 'ts_event', ts_event, 'source', source,
                'idempotency_key', idempotency_key, 'payload', payload)::text
            FROM event_store.events_raw
            WHERE day BETWEEN date '1970-01-01' + ($1 / 86400)::integer AND date '1970-01-01' + ($2 / 86400)::integer
                AND ts_event >= $1 AND ts_event < $2
            ORDER BY published_at, stream, stream_sequence
            """, connection, transaction) { CommandTimeout = 600 };
        command.Parameters.Add(new NpgsqlParameter { Value = fromTs });
        command.Parameters.Add(new NpgsqlParameter { Value = toTs });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return (reader.GetInt64(0), reader.GetString(1));
    }
}

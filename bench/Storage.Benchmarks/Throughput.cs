using System.Globalization;
using Kalshi.Bus;
using Kalshi.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kalshi.Storage.Benchmarks;

/// <summary>Events a second into PostgreSQL: through the writer (identity check, projections, acknowledgement) against a bare
/// COPY of the same rows.</summary>
/// <remarks>Each round in a fresh database of the same server, which syncs to disk as in production. Measured is the steady
/// state: the first events, for which connections, plans and partitions are made, do not count. The contenders take turns, so
/// that what else the machine does meets all of them.</remarks>
static class Throughput
{
    const int Rounds = 7;
    const int First = 2000;
    const int Batch = 1000;

    static readonly TimeProvider Time = TimeProvider.System;

    internal static async Task RunAsync(int events)
    {
        var recording = Recording.Make(First + events);
        await using var server = await PostgresServer.StartAsync(durable: true);
        (string Name, Func<string, Task<double>> Run)[] contenders =
        [
            ("the writer", dsn => WriteAsync(dsn, recording)),
            ("COPY into the same table, same batches", dsn => CopyAsync(dsn, recording, "event_store.events_raw", Batch)),
            ("COPY into a table without an index, one statement", dsn => CopyAsync(dsn, recording, "bare", recording.Length)),
        ];
        var rates = contenders.ToDictionary(contender => contender.Name, _ => new List<double>());
        var dsn = "";
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, run) in contenders)
                rates[name].Add(await run(dsn = await DatabaseAsync(server)));
        }
        var writer = rates[contenders[0].Name];
        Console.WriteLine("| what | events/s, median | writer's share | events/s, best | writer's share |");
        foreach (var (name, list) in rates)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {Median(list):N0} | {Median(writer) / Median(list):F2} | {list.Max():N0} | {writer.Max() / list.Max():F2} |"));
        }
        await DiskAsync(await WrittenAsync(server, recording), recording.Length);
    }

    static async Task<string> WrittenAsync(PostgresServer server, ReceivedEvent[] recording)
    {
        var dsn = await DatabaseAsync(server);
        await WriteAsync(dsn, recording);
        return dsn;
    }

    static async Task<double> WriteAsync(string dsn, ReceivedEvent[] events)
    {
        await using var consumer = new RecordedConsumer(events, First);
        using var writer = new EventWriter(
            new() { Dsn = dsn, BatchEvents = Batch }, [consumer], new NoDeadLetters(), Time, new Random(1), NullLogger<EventWriter>.Instance);
        await writer.StartAsync(CancellationToken.None);
        await consumer.FirstAcknowledged;
        var started = Time.GetTimestamp();
        consumer.Release();
        await consumer.AllAcknowledged;
        var rate = Rate(events, started);
        await writer.StopAsync(CancellationToken.None);
        return rate;
    }

    static async Task<double> CopyAsync(string dsn, ReceivedEvent[] events, string table, int batch)
    {
        await using var consumer = new RecordedConsumer(events, First);
        await using var connection = StorageConnections.ForWriter(new() { Dsn = dsn, StatementTimeoutMs = 60_000 });
        await connection.OpenAsync();
        await EventBatch.CopyAsync(connection, table, Rows(events[..First], consumer));
        var started = Time.GetTimestamp();
        foreach (var chunk in events[First..].Chunk(batch))
            await EventBatch.CopyAsync(connection, table, Rows(chunk, consumer));
        return Rate(events, started);
    }

    static async Task<string> DatabaseAsync(PostgresServer server)
    {
        var dsn = await server.CreateDatabaseAsync();
        await new Migrator(new() { Dsn = dsn }, NullLogger<Migrator>.Instance).MigrateAsync();
        await using var connection = StorageConnections.ForMigrations(new() { Dsn = dsn });
        await connection.OpenAsync();
        foreach (var sql in (string[])["SELECT event_store.ensure_partition('2026-02-13')", "CREATE TABLE bare (LIKE event_store.events_raw INCLUDING DEFAULTS)", "CHECKPOINT"])
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
        return dsn;
    }

    static async Task DiskAsync(string dsn, int events)
    {
        await using var connection = StorageConnections.ForMigrations(new() { Dsn = dsn });
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""
            SELECT sum(pg_relation_size(c.oid)) FILTER (WHERE c.relkind = 'r'), sum(pg_relation_size(c.oid)) FILTER (WHERE c.relkind = 'i')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'event_store' AND c.relname LIKE 'events_raw%'
            """, connection);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"on disk: rows {row.GetDecimal(0) / events:F0} and indexes {row.GetDecimal(1) / events:F0} bytes an event, which is MB for a million"));
    }

    static double Rate(ReceivedEvent[] events, long started) => (events.Length - First) / Time.GetElapsedTime(started).TotalSeconds;

    static EventRow[] Rows(ReceivedEvent[] received, IEventConsumer consumer) =>
        [.. received.Select(e => EventRow.TryCreate(e, consumer, Time.GetUtcNow(), out var row, out var fault) ? row! : throw new InvalidOperationException(fault))];

    static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}

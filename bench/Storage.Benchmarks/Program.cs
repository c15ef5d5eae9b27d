using System.Globalization;
using Kalshi.Bus;
using Kalshi.Servers;
using Kalshi.Storage;
using Kalshi.Storage.Benchmarks;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

// Events a second into PostgreSQL: through the writer (identity check, projections, acknowledgement) against a bare COPY of
// the same rows. Each round in a fresh database of the same server, which syncs to disk as in production. Measured is the
// steady state: the first events, for which connections, plans and partitions are made, do not count.
const int Rounds = 3;
const int First = 2000;
const int Batch = 1000;
var events = Recording.Make(First + (args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 40_000));
var time = TimeProvider.System;

await using var server = await PostgresServer.StartAsync(durable: true);
(string Name, Func<string, Task<double>> Run)[] contenders =
[
    ("the writer", WriteAsync),
    ("COPY into the same table, same batches", dsn => CopyAsync(dsn, "event_store.events_raw", Batch)),
    ("COPY into a table without an index, one statement", dsn => CopyAsync(dsn, "bare", events.Length)),
];
var rates = contenders.ToDictionary(contender => contender.Name, _ => new List<double>());
for (var round = 0; round < Rounds; round++)
{
    foreach (var (name, run) in contenders)
        rates[name].Add(await run(await DatabaseAsync()));
}
foreach (var (name, list) in rates)
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {Median(list):N0} | {Median(rates[contenders[0].Name]) / Median(list):F2} |"));

async Task<string> DatabaseAsync()
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

async Task<double> WriteAsync(string dsn)
{
    await using var consumer = new RecordedConsumer(events, First);
    using var writer = new EventWriter(
        new() { Dsn = dsn, BatchEvents = Batch }, [consumer], new NoDeadLetters(), time, new Random(1), NullLogger<EventWriter>.Instance);
    await writer.StartAsync(CancellationToken.None);
    await consumer.FirstAcknowledged;
    var started = time.GetTimestamp();
    consumer.Release();
    await consumer.AllAcknowledged;
    var rate = Rate(started);
    await writer.StopAsync(CancellationToken.None);
    return rate;
}

async Task<double> CopyAsync(string dsn, string table, int batch)
{
    await using var consumer = new RecordedConsumer(events, First);
    await using var connection = StorageConnections.ForWriter(new() { Dsn = dsn, StatementTimeoutMs = 60_000 });
    await connection.OpenAsync();
    await EventBatch.CopyAsync(connection, table, Rows(events[..First], consumer));
    var started = time.GetTimestamp();
    foreach (var chunk in events[First..].Chunk(batch))
        await EventBatch.CopyAsync(connection, table, Rows(chunk, consumer));
    return Rate(started);
}

double Rate(long started) => (events.Length - First) / time.GetElapsedTime(started).TotalSeconds;

EventRow[] Rows(ReceivedEvent[] received, IEventConsumer consumer) =>
    [.. received.Select(e => EventRow.TryCreate(e, consumer, time.GetUtcNow(), out var row, out var fault) ? row! : throw new InvalidOperationException(fault))];

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

using System.Globalization;
using Kalshi.Bus;
using Kalshi.Servers;
using Kalshi.Storage;
using Kalshi.Storage.Benchmarks;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

// Events a second into PostgreSQL: through the writer (identity check, projections, acknowledgement) against a bare COPY of
// the same rows. Each round in a fresh database of the same server, which syncs to disk as in production.
const int Rounds = 3;
var events = Recording.Make(args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 30_000);
var time = TimeProvider.System;

await using var server = await PostgresServer.StartAsync(durable: true);
Dictionary<string, List<double>> rates = new() { ["writer"] = [], ["COPY, same table, same batches"] = [], ["COPY, same columns without an index, one statement"] = [] };
for (var round = 0; round <= Rounds; round++)
{
    double[] figures =
    [
        await RateAsync(WriteAsync),
        await RateAsync(dsn => CopyAsync(dsn, "event_store.events_raw", 1000)),
        await RateAsync(dsn => CopyAsync(dsn, "bare", events.Length)),
    ];
    // The first round warms up compiler and server.
    if (round == 0)
        continue;
    foreach (var (list, figure) in rates.Values.Zip(figures))
        list.Add(figure);
}
var writer = Median(rates["writer"]);
foreach (var (name, list) in rates)
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {Median(list):N0} | {writer / Median(list):F2} |"));

async Task<double> RateAsync(Func<string, Task> run)
{
    var dsn = await server.CreateDatabaseAsync();
    await new Migrator(new() { Dsn = dsn }, NullLogger<Migrator>.Instance).MigrateAsync();
    await ExecuteAsync(dsn, """
        SELECT event_store.ensure_partition('2026-02-13');
        CREATE TABLE bare (LIKE event_store.events_raw INCLUDING DEFAULTS);
        CHECKPOINT
        """);
    var started = time.GetTimestamp();
    await run(dsn);
    return events.Length / time.GetElapsedTime(started).TotalSeconds;
}

async Task WriteAsync(string dsn)
{
    await using var consumer = new RecordedConsumer(events);
    using var writer = new EventWriter(new() { Dsn = dsn }, [consumer], new NoDeadLetters(), time, new Random(1), NullLogger<EventWriter>.Instance);
    await writer.StartAsync(CancellationToken.None);
    await consumer.AllAcknowledged;
    await writer.StopAsync(CancellationToken.None);
}

async Task CopyAsync(string dsn, string table, int batch)
{
    await using var consumer = new RecordedConsumer(events);
    await using var connection = StorageConnections.ForWriter(new() { Dsn = dsn });
    await connection.OpenAsync();
    foreach (var chunk in events.Chunk(batch))
    {
        var rows = chunk.Select(received => Row(received, consumer)).ToArray();
        await EventBatch.CopyAsync(connection, table, rows);
    }
}

static EventRow Row(ReceivedEvent received, IEventConsumer consumer) =>
    EventRow.TryCreate(received, consumer, TimeProvider.System.GetUtcNow(), out var row, out var fault)
        ? row!
        : throw new InvalidOperationException(fault);

static async Task ExecuteAsync(string dsn, string sql)
{
    await using var connection = new NpgsqlConnection(dsn + ";Pooling=false");
    await connection.OpenAsync();
    foreach (var statement in sql.Split(';'))
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

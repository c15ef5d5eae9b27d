using Kalshi.Bus;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Kalshi.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Storage.Tests;

/// <summary>The record as files, and back, between real servers.</summary>
[Collection(PostgresCollection.Name)]
public sealed class BackupTests(PostgresFixture postgres)
{
    const int Stored = 300;
    const int Waiting = 200;

    static readonly string[] Streams = ["MARKET_EVENTS", "STRATEGY_EVENTS", "EXECUTION_EVENTS", "DEAD_LETTER"];

    [Fact]
    public async Task Restored_into_fresh_servers_the_record_is_the_same_and_the_writer_goes_on_where_it_was()
    {
        using var folder = new TemporaryFolder();
        await using var bus = await RealBus.StartAsync();
        var dsn = await postgres.MigratedDatabaseAsync();
        var keys = await FillAsync(bus, dsn);
        string backup;
        await using (var connection = await ConnectAsync(bus.Server))
        {
            var saving = new Told();
            (backup, var saved) = await new RecordBackup(dsn, connection, TimeProvider.System).SaveAsync(folder.Path, saving);
            saving.AssertWhole(saved, ["database", .. Streams]);
        }

        await using var freshServer = await NatsServer.StartAsync();
        await using var fresh = await ConnectAsync(freshServer);
        var freshDsn = await postgres.EmptyDatabaseAsync();
        var restoring = new Told();
        var manifest = await new RecordBackup(freshDsn, fresh, TimeProvider.System).RestoreAsync(backup, restoring);
        restoring.AssertWhole(manifest, ["checked", "database", .. Streams]);

        var database = new Database(freshDsn);
        Assert.Equal(Stored, await database.ScalarAsync<long>("SELECT count(*) FROM event_store.events_raw"));
        Assert.Equal(Stored, manifest.Tables.Where(t => t.Key.StartsWith("event_store.events_raw_2", StringComparison.Ordinal)).Sum(t => t.Value));
        var jetStream = new JetStreamClient(fresh);
        var state = (await jetStream.FindStreamAsync(StreamTopology.MarketEvents))!.State;
        Assert.Equal((Stored + Waiting, 1, Stored + Waiting), (state.Messages, state.FirstSeq, state.LastSeq));

        var options = new StorageOptions { Dsn = freshDsn };
        Assert.Empty((await new Migrator(options, NullLogger<Migrator>.Instance).MigrateAsync()).Applied);
        await using var deadLetters = new DeadLetterWriter(fresh);
        var consumer = await EventConsumer.OpenAsync(
            jetStream, deadLetters, new() { Stream = StreamTopology.MarketEvents, Name = "svc_persistence", AckWait = TimeSpan.FromSeconds(3), MaxDeliveries = null });
        await using (consumer)
        {
            using var writer = new EventWriter(options, [consumer], deadLetters, TimeProvider.System, new Random(1), NullLogger<EventWriter>.Instance);
            await writer.StartAsync(CancellationToken.None);
            await writer.DrainAsync(new Dictionary<string, long> { [StreamTopology.MarketEvents] = Stored + Waiting }, Eventually.Limit);
            Assert.Equal(Waiting, writer.Snapshot.Inserted);
            await writer.StopAsync(CancellationToken.None);
        }
        var restored = await database.RowsAsync("SELECT idempotency_key FROM event_store.events_raw", row => row.GetString(0));
        Assert.Equal(keys.Order(StringComparer.Ordinal), restored.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_damaged_file_is_refused_before_anything_is_restored()
    {
        using var folder = new TemporaryFolder();
        await using var bus = await RealBus.StartAsync();
        var dsn = await postgres.MigratedDatabaseAsync();
        await using var connection = await ConnectAsync(bus.Server);
        var (backup, _) = await new RecordBackup(dsn, connection, TimeProvider.System).SaveAsync(folder.Path);
        await using (var file = File.OpenWrite(Path.Combine(backup, "STRATEGY_EVENTS.stream")))
            file.WriteByte(0x7F);
        var empty = await postgres.EmptyDatabaseAsync();

        var error = await Assert.ThrowsAsync<BackupException>(() => new RecordBackup(empty, connection, TimeProvider.System).RestoreAsync(backup));

        Assert.Equal("STRATEGY_EVENTS.stream is damaged: its size or SHA-256 is not what was saved", error.Message);
        Assert.Equal(0, await new Database(empty).ScalarAsync<long>("SELECT count(*) FROM pg_namespace WHERE nspname = 'event_store'"));
    }

    [Fact]
    public async Task Nothing_is_restored_over_what_is_there_and_what_is_no_backup_is_said()
    {
        using var folder = new TemporaryFolder();
        await using var bus = await RealBus.StartAsync();
        var dsn = await postgres.MigratedDatabaseAsync();
        await using var connection = await ConnectAsync(bus.Server);
        var record = new RecordBackup(dsn, connection, TimeProvider.System);
        var (backup, _) = await record.SaveAsync(folder.Path);
        var empty = new RecordBackup(await postgres.EmptyDatabaseAsync(), connection, TimeProvider.System);

        var overDatabase = await Assert.ThrowsAsync<BackupException>(() => record.RestoreAsync(backup));
        var overStreams = await Assert.ThrowsAsync<BackupException>(() => empty.RestoreAsync(backup));
        var noBackup = await Assert.ThrowsAsync<BackupException>(() => empty.RestoreAsync(folder.Path));
        var nothing = await Assert.ThrowsAsync<BackupException>(() => empty.SaveAsync(Path.Combine(folder.Path, "other")));

        Assert.Equal("the database is not empty: restore into a new one", overDatabase.Message);
        Assert.Equal("the bus has a stream MARKET_EVENTS already: restore into a new one", overStreams.Message);
        Assert.Equal($"{folder.Path} is no backup: it has no manifest.json", noBackup.Message);
        Assert.Equal("the database holds no record: nothing to back up", nothing.Message);
    }

    /// <summary>Some events in the table, some more on the bus.</summary>
    async Task<List<string>> FillAsync(RealBus bus, string dsn)
    {
        List<string> keys = [];
        async Task PublishAsync(int from, int count)
        {
            for (var i = from; i < from + count; i++)
            {
                var envelope = EventFactory.Create(Samples.Quote($"KXBTC-{i % 7}", Samples.Noon + i), "test");
                keys.Add(envelope.IdempotencyKey);
                await bus.Publisher.SendAsync(envelope, CancellationToken.None);
            }
            await bus.Publisher.FlushAsync(Eventually.Limit);
        }
        await PublishAsync(0, Stored);
        using var writer = new EventWriter(
            new() { Dsn = dsn }, await bus.ConsumersAsync(), bus.DeadLetters, TimeProvider.System, new Random(1), NullLogger<EventWriter>.Instance);
        await writer.StartAsync(CancellationToken.None);
        await WriterHarness.DrainAsync(writer);
        await writer.StopAsync(CancellationToken.None);
        await PublishAsync(Stored, Waiting);
        return keys;
    }

    static Task<NatsConnection> ConnectAsync(NatsServer server) =>
        NatsConnection.ConnectAsync(new() { Url = server.Url }, TimeProvider.System, new Random(1));

    /// <summary>What a backup says on the way.</summary>
    sealed class Told : IProgress<BackupProgress>
    {
        readonly List<BackupProgress> _said = [];

        public void Report(BackupProgress value) => _said.Add(value);

        /// <summary>One part after the other, each from less to more and to its end; the database table by table.</summary>
        internal void AssertWhole(BackupManifest manifest, string[] parts)
        {
            Assert.Equal(parts, _said.Select(said => said.Part).Distinct());
            Assert.Equal(_said.Select(said => said.Part), _said.OrderBy(said => Array.IndexOf(parts, said.Part)).Select(said => said.Part));
            foreach (var part in _said.GroupBy(said => said.Part))
            {
                Assert.Equal(part.Select(said => said.Done), part.Select(said => said.Done).Order());
                Assert.True(part.Last().IsOver, part.Last().ToString());
            }
            Assert.Equal(Enumerable.Range(0, manifest.Tables.Count + 1).Select(i => (long)i), _said.Where(said => said.Part == "database").Select(said => said.Done));
            foreach (var stream in manifest.Streams)
                Assert.Equal(stream.File.Bytes, _said.Last(said => said.Part == stream.Snapshot.Stream).Done);
        }
    }
}

using Kalshi.Bus;
using Kalshi.Grains.Events;
using Kalshi.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Storage.Tests;

/// <summary>The writer between a real NATS server and a real PostgreSQL.</summary>
[Collection(PostgresCollection.Name)]
public sealed class RealBusTests(PostgresFixture postgres)
{
    [Fact]
    public async Task What_was_published_is_in_the_table_once_although_bus_database_and_writer_die_on_the_way()
    {
        const int Events = 4000;
        await using var server = await PostgresServer.StartAsync(durable: true);
        await using var bus = await RealBus.StartAsync();
        var options = new StorageOptions
        {
            Dsn = await server.CreateDatabaseAsync(),
            BatchEvents = 100,
            StandbyPoll = TimeSpan.FromMilliseconds(200),
            ReconnectPauseMax = TimeSpan.FromMilliseconds(500),
        };
        await new Migrator(options, NullLogger<Migrator>.Instance).MigrateAsync();
        using var first = await StartAsync(bus, options);
        using var second = await StartAsync(bus, options);
        var survivor = first;
        var naive = new NaiveState();
        List<string> published = [];

        for (var i = 0; i < Events; i++)
        {
            var envelope = EventFactory.Create(Any(i), "test");
            await bus.Publisher.SendAsync(envelope, CancellationToken.None);
            naive.Apply(envelope);
            published.Add(envelope.IdempotencyKey);
            if (i == Events / 4)
                await server.KillAsync();
            if (i == Events / 4 + 200)
                await server.StartAgainAsync();
            if (i == Events / 2)
                await bus.Server.RestartAsync();
            if (i == 3 * Events / 4)
            {
                survivor = first.Snapshot.Active ? second : first;
                await (survivor == first ? second : first).StopAsync(CancellationToken.None);
            }
        }
        await bus.Publisher.FlushAsync(Eventually.Limit);
        // Not whoever is active now: it may be nobody yet.
        await WriterHarness.DrainAsync(survivor);

        var database = new Database(options.Dsn);
        var stored = await database.RowsAsync("SELECT idempotency_key FROM event_store.events_raw", row => row.GetString(0));
        Assert.Equal([], published.Except(stored).Select(key => $"{published.IndexOf(key)}: {key}"));
        Assert.Equal(published.Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));
        Assert.Equal(naive.Lines().Order(), (await NaiveState.LinesOfAsync(database)).Order());
        Assert.Equal(Events, first.Snapshot.Inserted + second.Snapshot.Inserted);
        Assert.Equal(0, bus.DeadLetters.Count);
        await first.StopAsync(CancellationToken.None);
        await second.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Decisions_keep_their_reasons_from_publisher_to_query()
    {
        await using var bus = await RealBus.StartAsync();
        var options = new StorageOptions { Dsn = await postgres.MigratedDatabaseAsync(), PoolMin = 0 };
        foreach (var (market, reason) in new[] { ("KXBTC-A", "near_expiry"), ("KXBTC-B", "near_expiry"), ("KXBTC-C", "cooldown_active") })
            await bus.Publisher.PublishAsync(EventFactory.Create(Samples.Decision(market, Samples.Noon, reason: reason), "test"));
        using var writer = await StartAsync(bus, options);
        await WriterHarness.DrainAsync(writer);
        await writer.StopAsync(CancellationToken.None);

        await using var readers = StorageConnections.OpenReaders(options);
        var reasons = await new EventQueries(readers).ReasonsAsync(Samples.Noon, Samples.Noon + 1);

        Assert.Equal([new ReasonCount("near_expiry", false, 2, 2), new("cooldown_active", false, 1, 1)], reasons);
    }

    [Fact]
    public async Task What_PostgreSQL_refuses_is_in_the_dead_letter_stream()
    {
        await using var bus = await RealBus.StartAsync();
        var options = new StorageOptions { Dsn = await postgres.MigratedDatabaseAsync() };
        // The bus lets nothing pass that PostgreSQL as such refuses; a database may be stricter.
        await new Database(options.Dsn).ExecuteAsync(
            "ALTER TABLE event_store.state_market_latest ADD CONSTRAINT never_disputed CHECK (status <> 'disputed')");
        await bus.Publisher.PublishAsync(EventFactory.Create(Samples.Market("KXBTC-A", Samples.Noon, "disputed"), "test"));
        await bus.Publisher.PublishAsync(EventFactory.Create(Samples.Market("KXBTC-B", Samples.Noon, "active"), "test"));
        using var writer = await StartAsync(bus, options);
        await WriterHarness.DrainAsync(writer);
        await writer.StopAsync(CancellationToken.None);

        var letter = Assert.Single(await new DeadLetterReader(bus.JetStream).ListAsync(10));

        Assert.Contains("PostgreSQL refused it: 23514", letter.ToString());
        Assert.Contains("never_disputed", letter.ToString());
        Assert.Equal(1, await new Database(options.Dsn).ScalarAsync<long>("SELECT count(*) FROM event_store.events_raw"));
    }

    static async Task<EventWriter> StartAsync(RealBus bus, StorageOptions options)
    {
        var writer = new EventWriter(
            options, await bus.ConsumersAsync(), bus.DeadLetters, TimeProvider.System, new Random(1), NullLogger<EventWriter>.Instance);
        await writer.StartAsync(CancellationToken.None);
        return writer;
    }

    static DomainEvent Any(int i) => (i % 5) switch
    {
        0 => Samples.Spot(Samples.Noon + i),
        1 => Samples.Quote($"KXBTC-{i % 7}", Samples.Noon + i),
        2 => Samples.Edge($"KXBTC-{i % 7}", Samples.Noon + i),
        3 => Samples.Decision($"KXBTC-{i % 7}", Samples.Noon + i),
        _ => Samples.Order($"o-{i}", Samples.Noon + i, "filled"),
    };
}

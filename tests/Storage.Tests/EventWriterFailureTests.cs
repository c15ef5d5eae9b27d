using Kalshi.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Storage.Tests;

/// <summary>What happens to the writer when PostgreSQL, the bus or another writer misbehaves.</summary>
[Collection(PostgresCollection.Name)]
public sealed class EventWriterFailureTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Killing_PostgreSQL_again_and_again_loses_nothing_and_doubles_nothing()
    {
        const int Events = 6000;
        await using var server = await PostgresServer.StartAsync(durable: true);
        var dsn = await server.CreateDatabaseAsync();
        await new Migrator(new StorageOptions { Dsn = dsn }, NullLogger<Migrator>.Instance).MigrateAsync();
        await using var bus = new WriterHarness(dsn)
        {
            Options = new() { Dsn = dsn, BatchEvents = 50, BatchWindow = TimeSpan.FromMilliseconds(5), ReconnectPauseMax = TimeSpan.FromMilliseconds(300) },
        };
        var writer = await bus.StartAsync();

        var killing = Task.Run(async () =>
        {
            for (var kill = 1; kill <= 4; kill++)
            {
                var inserted = kill * 1000L;
                await Eventually.HoldsAsync(() => writer.Snapshot.Inserted >= inserted, $"{inserted} rows before kill {kill}");
                await server.KillAsync();
                await server.StartAgainAsync();
            }
        });
        for (var i = 0; i < Events; i++)
            bus.Publish(Samples.Quote($"KXBTC-{i % 7}", Samples.Noon + i), $"quote_update:v1:{i:D5}");
        await killing;
        await WriterHarness.DrainAsync(writer);

        Assert.Equal(Events, await bus.StoredAsync());
        Assert.Equal(Events, writer.Snapshot.Inserted);
        Assert.Equal(
            Enumerable.Range(Events - 7, 7).Select(i => Samples.Noon + i),
            await bus.Database.RowsAsync("SELECT ts FROM event_store.state_quote_latest ORDER BY ts", row => row.GetInt64(0)));
    }

    [Fact]
    public async Task While_PostgreSQL_is_away_little_is_fetched_and_the_lag_grows_on_the_bus()
    {
        const int Events = 20_000;
        await using var server = await PostgresServer.StartAsync();
        var dsn = await server.CreateDatabaseAsync();
        await new Migrator(new StorageOptions { Dsn = dsn }, NullLogger<Migrator>.Instance).MigrateAsync();
        await using var bus = new WriterHarness(dsn) { Options = new() { Dsn = dsn, ReconnectPauseMax = TimeSpan.FromMilliseconds(300) } };
        var writer = await bus.StartAsync();
        bus.Publish(Samples.Spot(Samples.Noon), "spot_tick:v1:first");
        await WriterHarness.DrainAsync(writer);
        // The database goes while a batch is in the writer's hands.
        await using (var rival = await bus.Database.OpenAsync())
        {
            await using var hold = new Npgsql.NpgsqlCommand("BEGIN; LOCK TABLE event_store.events_raw IN ACCESS EXCLUSIVE MODE", rival);
            await hold.ExecuteNonQueryAsync();
            bus.Publish(Samples.Spot(Samples.Noon), "spot_tick:v1:held");
            await Eventually.HoldsAsync(() => writer.Snapshot.OldestPending is not null, "a batch is on its way");
            await server.StopAsync();
        }

        for (var i = 0; i < Events; i++)
            bus.Publish(Samples.Spot(Samples.Noon + i), $"spot_tick:v1:{i}");
        await Eventually.HoldsAsync(() => writer.Snapshot.Streams["MARKET_EVENTS"].Lag == Events + 1, "the lag is everything");
        Assert.NotNull(writer.Snapshot.OldestPending);
        await server.StartAgainAsync();
        await WriterHarness.DrainAsync(writer);

        Assert.Equal(Events + 2, await bus.StoredAsync());
        // The batch that is being written, what waits behind it, and the fetch that finds no room.
        Assert.InRange(bus.Market.MostUnacknowledged, 1, bus.Options.BatchEvents + 10 * EventFetcher.FetchEvents);
    }

    [Fact]
    public async Task A_standby_takes_over_when_the_writer_stops()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        var first = await bus.StartAsync();
        await Eventually.HoldsAsync(() => first.Snapshot.Active, "the first writes");
        var second = await bus.StartAsync();
        for (var i = 0; i < 100; i++)
            bus.Publish(Samples.Spot(Samples.Noon + i), $"spot_tick:v1:{i}");
        await WriterHarness.DrainAsync(first);
        Assert.False(second.Snapshot.Active);
        Assert.Equal(0, second.Snapshot.Received);

        await first.StopAsync(CancellationToken.None);
        for (var i = 100; i < 200; i++)
            bus.Publish(Samples.Spot(Samples.Noon + i), $"spot_tick:v1:{i}");
        await WriterHarness.DrainAsync(second);

        Assert.True(second.Snapshot.Active);
        Assert.Equal((100, 100), (first.Snapshot.Inserted, second.Snapshot.Inserted));
        Assert.Equal(200, await bus.StoredAsync());
    }

    [Fact]
    public async Task A_writer_whose_session_PostgreSQL_ended_loses_the_lock_and_stands_by()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        var first = await bus.StartAsync();
        await Eventually.HoldsAsync(() => first.Snapshot.Active, "the first writes");
        // Somebody else takes the lock in the moment in which it is free: the writer must not go on without it.
        await using var rival = await bus.Database.OpenAsync();
        await using var take = new Npgsql.NpgsqlCommand($"SELECT pg_advisory_lock({WriterSession.Lock})", rival);
        var taking = take.ExecuteNonQueryAsync();
        await bus.Database.ExecuteAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kalshi-event-writer' AND datname = current_database()");
        await taking;

        bus.Publish(Samples.Spot(Samples.Noon), "spot_tick:v1:a");
        await Eventually.HoldsAsync(() => !first.Snapshot.Active, "the first has stopped writing");
        Assert.Equal(0, await bus.StoredAsync());
        await rival.CloseAsync();
        await WriterHarness.DrainAsync(first);

        Assert.Equal(1, await bus.StoredAsync());
    }

    [Fact]
    public async Task A_bus_that_is_away_for_a_while_stops_nothing_for_good()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        var writer = await bus.StartAsync();
        bus.Publish(Samples.Spot(Samples.Noon), "spot_tick:v1:a");
        await WriterHarness.DrainAsync(writer);

        bus.Market.Down = true;
        bus.Publish(Samples.Spot(Samples.Noon + 1), "spot_tick:v1:b");
        bus.Publish(Samples.Order("o-1", Samples.Noon, "filled"), "execution_order:v1:a");
        await Eventually.HoldsAsync(() => writer.Snapshot.Inserted == 2, "the other streams go on");
        bus.Market.Down = false;
        await WriterHarness.DrainAsync(writer);

        Assert.Equal(3, await bus.StoredAsync());
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_counted_once()
    {
        var dsn = await postgres.MigratedDatabaseAsync();
        await using var wire = new CommitCutter(postgres.Server.Port, cuts: 3);
        await using var bus = new WriterHarness(dsn)
        {
            Options = new() { Dsn = dsn.Replace($"Port={postgres.Server.Port}", $"Port={wire.Port}"), BatchEvents = 20, StandbyPoll = TimeSpan.FromMilliseconds(50) },
        };
        for (var i = 0; i < 200; i++)
            bus.Publish(Samples.Spot(Samples.Noon + i), $"spot_tick:v1:{i}");

        var writer = await bus.StartAsync();
        await WriterHarness.DrainAsync(writer);

        Assert.True(wire.CutsLeft < 0, "all commits were cut that should be");
        Assert.Equal(200, await bus.StoredAsync());
        Assert.Equal((200, 0), (writer.Snapshot.Inserted, writer.Snapshot.AlreadyStored));
    }

    [Fact]
    public async Task A_commit_that_PostgreSQL_gave_up_is_made_again()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        // A sequence counts on whatever becomes of the transaction: the first two commits end their own session.
        await bus.Database.ExecuteAsync("""
            CREATE SEQUENCE commits;
            CREATE FUNCTION give_up() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF nextval('commits') <= 2 THEN
                    PERFORM pg_terminate_backend(pg_backend_pid());
                END IF;
                RETURN NULL;
            END $$;
            CREATE CONSTRAINT TRIGGER give_up AFTER INSERT ON event_store.state_spot_latest
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION give_up();
            """);
        bus.Publish(Samples.Spot(Samples.Noon), "spot_tick:v1:a");

        var writer = await bus.StartAsync();
        await WriterHarness.DrainAsync(writer);

        Assert.Equal(3, await bus.Database.ScalarAsync<long>("SELECT last_value FROM commits"));
        Assert.Equal((1, 0), (writer.Snapshot.Inserted, writer.Snapshot.AlreadyStored));
    }

    [Fact]
    public async Task Without_the_schema_the_writer_waits_until_it_is_there()
    {
        var dsn = await postgres.EmptyDatabaseAsync();
        await using var bus = new WriterHarness(dsn);
        bus.Publish(Samples.Spot(Samples.Noon), "spot_tick:v1:a");
        var writer = await bus.StartAsync();
        await Eventually.HoldsAsync(() => writer.Snapshot.Received == 1 || writer.Snapshot.Streams["MARKET_EVENTS"].Lag == 1, "the writer runs");

        await new Migrator(new StorageOptions { Dsn = dsn }, NullLogger<Migrator>.Instance).MigrateAsync();
        await WriterHarness.DrainAsync(writer);

        Assert.Equal(1, await bus.StoredAsync());
        Assert.Empty(bus.DeadLetters.Letters);
    }
}

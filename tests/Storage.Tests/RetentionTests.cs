namespace Kalshi.Storage.Tests;

[Collection(PostgresCollection.Name)]
public sealed class RetentionTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Days_beyond_retention_are_dropped_and_what_is_money_stays()
    {
        var dsn = await postgres.MigratedDatabaseAsync();
        var now = TimeProvider.System.GetUtcNow();
        var old = now.AddDays(-40).ToUnixTimeSeconds();
        await using (var keeping = new WriterHarness(dsn))
        {
            keeping.Publish(Samples.Spot(old), "spot_tick:v1:old");
            keeping.Publish(Samples.Spot(now.ToUnixTimeSeconds()), "spot_tick:v1:new");
            keeping.Publish(Samples.Fill("f-1", old), "execution_fill:v1:old");
            await WriterHarness.DrainAsync(await keeping.StartAsync());
        }

        await using var dropping = new WriterHarness(dsn) { Options = new() { Dsn = dsn, RetentionDays = 30 } };
        var writer = await dropping.StartAsync();
        await Eventually.HoldsAsync(() => writer.Snapshot.Active, "the writer is active");
        // Settled only after the maintenance that a session begins with; its partition is made anew.
        dropping.Publish(Samples.Spot(old + 1), "spot_tick:v1:late");
        await WriterHarness.DrainAsync(writer);

        Assert.Equal(
            ["execution_fill:v1:old", "spot_tick:v1:late", "spot_tick:v1:new"],
            await dropping.Database.RowsAsync("SELECT idempotency_key FROM event_store.events_raw ORDER BY 1", row => row.GetString(0)));
    }

    [Fact]
    public async Task A_reader_of_old_days_keeps_them_from_being_dropped_but_not_the_writer_from_writing()
    {
        var dsn = await postgres.MigratedDatabaseAsync();
        var now = TimeProvider.System.GetUtcNow();
        await using (var keeping = new WriterHarness(dsn))
        {
            keeping.Publish(Samples.Spot(now.AddDays(-40).ToUnixTimeSeconds()), "spot_tick:v1:old");
            await WriterHarness.DrainAsync(await keeping.StartAsync());
        }
        await using var reader = await new Database(dsn).OpenAsync();
        await using var read = new Npgsql.NpgsqlCommand("BEGIN; SELECT count(*) FROM event_store.events_raw", reader);
        await read.ExecuteNonQueryAsync();

        await using var dropping = new WriterHarness(dsn) { Options = new() { Dsn = dsn, RetentionDays = 30, StatementTimeoutMs = 500 } };
        dropping.Publish(Samples.Spot(now.ToUnixTimeSeconds()), "spot_tick:v1:new");
        await WriterHarness.DrainAsync(await dropping.StartAsync());

        Assert.Equal(2, await dropping.StoredAsync());
    }

    [Fact]
    public async Task Partitions_are_there_before_their_day()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        bus.Publish(Samples.Fill("f-1", Samples.Noon), "execution_fill:v1:a");
        await WriterHarness.DrainAsync(await bus.StartAsync());

        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var partitions = await bus.Database.RowsAsync(
            "SELECT c.relname::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'event_store.events_raw'::regclass",
            row => row.GetString(0));
        Assert.Superset(
            new HashSet<string> { $"events_raw_{today.AddDays(1):yyyyMMdd}", $"events_raw_{today.AddDays(2):yyyyMMdd}", "events_raw_undated" },
            partitions.ToHashSet());
    }
}

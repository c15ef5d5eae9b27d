using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Storage.Tests;

[Collection(PostgresCollection.Name)]
public sealed class MigratorTests(PostgresFixture postgres)
{
    static readonly IReadOnlyList<Migration> Steps = Migration.All();

    static readonly int Newest = Steps[^1].Version;

    [Fact]
    public async Task A_first_start_applies_every_step_and_a_second_none()
    {
        var dsn = await postgres.EmptyDatabaseAsync();

        var first = await Migrator(dsn).MigrateAsync();
        var second = await Migrator(dsn).MigrateAsync();

        Assert.Equal(["0001_orleans", "0002_event_store"], first.Applied.Take(2));
        Assert.Equal(Steps.Count, first.Applied.Count);
        Assert.Equal(Newest, first.Version);
        Assert.Empty(second.Applied);
        Assert.Equal(Newest, second.Version);
    }

    [Fact]
    public async Task Of_concurrent_starters_one_migrates_and_the_others_find_it_done()
    {
        var dsn = await postgres.EmptyDatabaseAsync();

        var reports = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Migrator(dsn).MigrateAsync())));

        Assert.Equal(Steps.Count, Assert.Single(reports, report => report.Applied.Count > 0).Applied.Count);
        Assert.All(reports, report => Assert.Equal(Newest, report.Version));
        Assert.Equal(Steps.Count, await new Database(dsn).ScalarAsync<long>("SELECT count(*) FROM event_store.schema_migrations"));
    }

    [Fact]
    public async Task A_step_that_changed_after_its_release_is_refused()
    {
        var dsn = await postgres.MigratedDatabaseAsync();
        await new Database(dsn).ExecuteAsync("UPDATE event_store.schema_migrations SET checksum = 'of old' WHERE version = 2");

        var error = await Assert.ThrowsAsync<MigrationException>(() => Migrator(dsn).MigrateAsync());

        Assert.Contains("0002_event_store was recorded with checksum of old", error.Message);
    }

    [Fact]
    public async Task A_database_of_a_newer_build_is_refused()
    {
        var dsn = await postgres.MigratedDatabaseAsync();
        await new Database(dsn).ExecuteAsync("INSERT INTO event_store.schema_migrations (version, name, checksum) VALUES (77, 'of_tomorrow', 'x')");

        var error = await Assert.ThrowsAsync<MigrationException>(() => Migrator(dsn).MigrateAsync());

        Assert.Contains($"0077_of_tomorrow, this build knows up to {Newest:D4}", error.Message);
    }

    [Fact]
    public async Task A_step_that_fails_leaves_nothing_behind_and_the_next_start_can_go_on()
    {
        var dsn = await postgres.EmptyDatabaseAsync();
        var good = Migration.Of("0001_good.sql", "CREATE TABLE good ()");
        var bad = Migration.Of("0002_bad.sql", "CREATE TABLE half_done (); SELECT 1 / 0");
        var repaired = Migration.Of("0002_bad.sql", "CREATE TABLE done ()");

        var error = await Assert.ThrowsAsync<MigrationException>(() => Migrator(dsn, good, bad).MigrateAsync());
        var report = await Migrator(dsn, good, repaired).MigrateAsync();

        Assert.Equal("migration 0002_bad failed and left nothing behind: division by zero", error.Message);
        Assert.Equal(["0002_bad"], report.Applied);
        Assert.Equal(
            ["done", "good"],
            await new Database(dsn).RowsAsync("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1", row => row.GetString(0)));
    }

    [Fact]
    public async Task A_step_below_the_recorded_ones_is_refused()
    {
        var dsn = await postgres.EmptyDatabaseAsync();
        var one = Migration.Of("0001_one.sql", "SELECT 1");
        var three = Migration.Of("0003_three.sql", "SELECT 3");
        await Migrator(dsn, one, three).MigrateAsync();

        var error = await Assert.ThrowsAsync<MigrationException>(
            () => Migrator(dsn, one, Migration.Of("0002_late.sql", "SELECT 2"), three).MigrateAsync());

        Assert.Contains("0002_late is not in the database although later ones are", error.Message);
    }

    [Fact]
    public void Line_ends_do_not_change_a_checksum() =>
        Assert.Equal(Migration.Of("0001_a.sql", "SELECT 1;\nSELECT 2").Checksum, Migration.Of("0001_a.sql", "SELECT 1;\r\nSELECT 2").Checksum);

    [Fact]
    public void No_two_steps_of_this_build_have_the_same_number() =>
        Assert.Equal(Migration.All().Count, Migration.All().Select(migration => migration.Version).Distinct().Count());

    static Migrator Migrator(string dsn) => new(new StorageOptions { Dsn = dsn }, NullLogger<Migrator>.Instance);

    static Migrator Migrator(string dsn, params Migration[] migrations) =>
        new(new StorageOptions { Dsn = dsn }, NullLogger<Migrator>.Instance, migrations);
}

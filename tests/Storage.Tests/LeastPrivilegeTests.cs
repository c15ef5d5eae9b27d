using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kalshi.Storage.Tests;

/// <summary>deploy/postgres: each part works with the least role that it needs, and no role can do more.</summary>
[Collection(PostgresCollection.Name)]
public sealed class LeastPrivilegeTests(PostgresFixture postgres)
{
    [Fact]
    public async Task The_owner_migrates_the_writer_writes_and_the_reader_reads_and_none_can_do_more()
    {
        var superuser = new NpgsqlConnectionStringBuilder(await postgres.EmptyDatabaseAsync());
        await PsqlAsync(superuser, "roles.sql", "-v", "owner_password=o", "-v", "writer_password=w", "-v", "reader_password=r");
        var owner = As(superuser, "kalshi_owner");
        await new Migrator(new() { Dsn = owner.ConnectionString }, NullLogger<Migrator>.Instance).MigrateAsync();
        await PsqlAsync(owner, "grants.sql");
        var writer = As(superuser, "kalshi_writer");
        var reader = As(superuser, "kalshi_reader");

        // The writer's start finds nothing to migrate, then everything it does by day works.
        Assert.Empty((await new Migrator(new() { Dsn = writer.ConnectionString }, NullLogger<Migrator>.Instance).MigrateAsync()).Applied);
        await using var bus = new WriterHarness(writer.ConnectionString);
        bus.Publish(Samples.Quote("KXBTC-A", Samples.Noon), "quote_update:v1:a");
        bus.Publish(Samples.Quote("KXBTC-A", Samples.Noon + 1), "quote_update:v1:b");
        bus.Publish(Samples.Quote("KXBTC-A", Samples.Noon + 86_400), "quote_update:v1:next_day");
        await WriterHarness.DrainAsync(await bus.StartAsync());
        await using var readers = StorageConnections.OpenReaders(new() { Dsn = writer.ConnectionString, ReadDsn = reader.ConnectionString });
        Assert.Equal(3, (await new EventQueries(readers).EventsAsync("quote_update", null, 10, CancellationToken.None)).Count);

        await RefusedAsync(writer, "UPDATE event_store.events_raw SET ts_event = ts_event");
        await RefusedAsync(writer, "DELETE FROM event_store.events_raw_20260213");
        await RefusedAsync(writer, "DROP TABLE event_store.state_quote_latest");
        await RefusedAsync(writer, "ALTER TABLE event_store.events_raw DROP COLUMN payload");
        await RefusedAsync(writer, "INSERT INTO event_store.schema_migrations (version, name, checksum) VALUES (99, 'mine', 'x')");
        await RefusedAsync(reader, "SET default_transaction_read_only = off; INSERT INTO event_store.operator_state SELECT * FROM event_store.operator_state");
        await RefusedAsync(reader, "SELECT event_store.ensure_partition('2030-01-01')");
        await RefusedAsync(reader, "SELECT * FROM orleans.orleansstorage");
    }

    static NpgsqlConnectionStringBuilder As(NpgsqlConnectionStringBuilder database, string role) =>
        new(database.ConnectionString) { Username = role };

    static async Task RefusedAsync(NpgsqlConnectionStringBuilder role, string sql)
    {
        var error = await Assert.ThrowsAsync<PostgresException>(() => new Database(role.ConnectionString).ExecuteAsync(sql));
        Assert.Contains(error.SqlState, (string[])[PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.ReadOnlySqlTransaction]);
    }

    static async Task PsqlAsync(NpgsqlConnectionStringBuilder role, string file, params string[] more)
    {
        using var psql = Process.Start(new ProcessStartInfo(
            "psql", ["-q", "-h", role.Host!, "-p", $"{role.Port}", "-U", role.Username!, "-d", role.Database!, .. more, "-f", Deployed(file)])
        { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var errors = await psql.StandardError.ReadToEndAsync();
        await psql.WaitForExitAsync();
        Assert.True(psql.ExitCode == 0, $"{file}: {errors}");
    }

    static string Deployed(string file, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "deploy", "postgres", file));
}

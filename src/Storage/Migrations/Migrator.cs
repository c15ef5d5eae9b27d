using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kalshi.Storage;

/// <summary>Brings the schema up to this build: forward only, each step in a transaction of its own, recorded with its
/// checksum in <c>event_store.schema_migrations</c>.</summary>
/// <remarks>Every process may call it at its start: one of them migrates, the others wait and find the work done.</remarks>
public sealed partial class Migrator
{
    const long Lock = 0x4B41_4C53_4D49_4752; // "KALSMIGR"

    readonly StorageOptions _options;
    readonly IReadOnlyList<Migration> _migrations;
    readonly ILogger<Migrator> _logger;

    public Migrator(StorageOptions options, ILogger<Migrator> logger)
        : this(options, logger, Migration.All())
    {
    }

    internal Migrator(StorageOptions options, ILogger<Migrator> logger, IReadOnlyList<Migration> migrations)
    {
        _options = options.Validated();
        _logger = logger;
        _migrations = migrations;
    }

    /// <exception cref="MigrationException">The database was migrated by a newer build, a recorded step has changed since, a
    /// step failed, or another starter has held the lock for a minute.</exception>
    /// <exception cref="NpgsqlException">PostgreSQL cannot be reached; trying again is safe.</exception>
    public async Task<MigrationReport> MigrateAsync(CancellationToken cancellationToken = default)
    {
        await using var connection = StorageConnections.ForMigrations(_options);
        await connection.OpenAsync(cancellationToken);
        // A role that may only write events finds the work done, and must not fail for what it need not do.
        if (await IsMigratedAsync(connection, cancellationToken))
            return new(_migrations[^1].Version, []);
        await LockAsync(connection, cancellationToken);
        await ExecuteAsync(connection, """
            CREATE SCHEMA IF NOT EXISTS event_store;
            CREATE TABLE IF NOT EXISTS event_store.schema_migrations (
                version    integer     PRIMARY KEY,
                name       text        NOT NULL,
                checksum   text        NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now()
            )
            """, cancellationToken);

        var recorded = await RecordedAsync(connection, cancellationToken);
        Check(recorded);

        List<string> applied = [];
        foreach (var migration in _migrations.Where(m => !recorded.ContainsKey(m.Version)))
        {
            await ApplyAsync(connection, migration, cancellationToken);
            applied.Add($"{migration.Version:D4}_{migration.Name}");
            LogApplied(migration.Version, migration.Name);
        }
        return new(_migrations.Count == 0 ? 0 : _migrations[^1].Version, applied);
    }

    async Task<bool> IsMigratedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var exists = new NpgsqlCommand("SELECT to_regclass('event_store.schema_migrations') IS NOT NULL", connection);
        if (_migrations.Count == 0 || !(bool)(await exists.ExecuteScalarAsync(cancellationToken))!)
            return false;
        var recorded = await RecordedAsync(connection, cancellationToken);
        Check(recorded);
        return _migrations.All(m => recorded.ContainsKey(m.Version));
    }

    static async Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            // Held by the session: it ends with the connection, whatever becomes of this process.
            await ExecuteAsync(connection, $"SET lock_timeout = '60s'; SELECT pg_advisory_lock({Lock}); SET lock_timeout = '10s'", cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new MigrationException("another process has been migrating this database for more than a minute", e);
        }
    }

    static async Task<Dictionary<int, (string Name, string Checksum)>> RecordedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT version, name, checksum FROM event_store.schema_migrations", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        Dictionary<int, (string, string)> recorded = [];
        while (await reader.ReadAsync(cancellationToken))
            recorded.Add(reader.GetInt32(0), (reader.GetString(1), reader.GetString(2)));
        return recorded;
    }

    void Check(Dictionary<int, (string Name, string Checksum)> recorded)
    {
        var newest = _migrations.Count == 0 ? 0 : _migrations[^1].Version;
        foreach (var (version, (name, checksum)) in recorded.OrderBy(r => r.Key))
        {
            var known = _migrations.FirstOrDefault(m => m.Version == version)
                ?? throw new MigrationException($"the database has migration {version:D4}_{name}, this build knows up to {newest:D4}: run the build that belongs to it, or a newer one");
            if (known.Checksum != checksum)
                throw new MigrationException($"migration {version:D4}_{name} was recorded with checksum {checksum}, this build has {known.Checksum}: a released migration must not change, add a new one");
        }

        var skipped = _migrations.FirstOrDefault(m => !recorded.ContainsKey(m.Version) && recorded.Keys.Any(version => version > m.Version));
        if (skipped is not null)
            throw new MigrationException($"migration {skipped.Version:D4}_{skipped.Name} is not in the database although later ones are: give it the next free number");
    }

    static async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        try
        {
            await ExecuteAsync(connection, migration.Sql, cancellationToken);
            await using var record = new NpgsqlCommand(
                "INSERT INTO event_store.schema_migrations (version, name, checksum) VALUES ($1, $2, $3)", connection)
            {
                Parameters = { new() { Value = migration.Version }, new() { Value = migration.Name }, new() { Value = migration.Checksum } },
            };
            await record.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (PostgresException e)
        {
            throw new MigrationException($"migration {migration.Version:D4}_{migration.Name} failed and left nothing behind: {e.MessageText}", e);
        }
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(3001, LogLevel.Information, "Applied migration {Version:D4}_{Name}")]
    partial void LogApplied(int version, string name);
}

using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Kalshi.Storage;

/// <summary>PostgreSQL's own tools on our schemas. They are looked for on the PATH and where Debian installs them.</summary>
sealed class DatabaseDump(string dsn)
{
    const string InstalledUnder = "/usr/lib/postgresql";

    static readonly string[] Schemas = ["event_store", "orleans"];

    readonly NpgsqlConnectionStringBuilder _dsn = PostgresDsn.Parse(dsn);

    /// <summary>Dumps our schemas, without owners and privileges, and counts the rows of each table in the same moment.</summary>
    internal async Task<IReadOnlyDictionary<string, long>> SaveAsync(string file, CancellationToken cancellationToken)
    {
        await using var connection = StorageConnections.ForMigrations(new() { Dsn = dsn });
        await connection.OpenAsync(cancellationToken);
        await using var moment = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        await using var export = new NpgsqlCommand("SELECT pg_export_snapshot()", connection);
        var snapshot = (string)(await export.ExecuteScalarAsync(cancellationToken))!;
        await RunAsync(
            "pg_dump", [$"--snapshot={snapshot}", "--format=custom", "--no-owner", "--no-privileges", .. Schemas.Select(s => $"--schema={s}"), $"--file={file}"],
            cancellationToken);
        return await CountAsync(connection, cancellationToken);
    }

    /// <exception cref="BackupException">The database has our schemas already, or pg_restore refuses; nothing is changed then.</exception>
    internal async Task RestoreAsync(string file, CancellationToken cancellationToken)
    {
        if (await HasSchemasAsync(cancellationToken))
            throw new BackupException($"the database '{_dsn.Database}' on {_dsn.Host} is not empty: restore into a new one");
        await RunAsync(
            "pg_restore", ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", $"--dbname={_dsn.Database}", file], cancellationToken);
    }

    internal async Task<bool> HasSchemasAsync(CancellationToken cancellationToken)
    {
        await using var connection = StorageConnections.ForMigrations(new() { Dsn = dsn });
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = ANY ($1))", connection)
        {
            Parameters = { new() { Value = Schemas } },
        };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    internal async Task<IReadOnlyDictionary<string, long>> CountAsync(CancellationToken cancellationToken)
    {
        await using var connection = StorageConnections.ForMigrations(new() { Dsn = dsn });
        await connection.OpenAsync(cancellationToken);
        return await CountAsync(connection, cancellationToken);
    }

    static async Task<IReadOnlyDictionary<string, long>> CountAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var list = new NpgsqlCommand("""
            SELECT format('%I.%I', n.nspname, c.relname)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ANY ($1) AND c.relkind = 'r'
            ORDER BY 1
            """, connection)
        {
            Parameters = { new() { Value = Schemas } },
        };
        List<string> tables = [];
        await using (var row = await list.ExecuteReaderAsync(cancellationToken))
        {
            while (await row.ReadAsync(cancellationToken))
                tables.Add(row.GetString(0));
        }
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            await using var count = new NpgsqlCommand($"SELECT count(*) FROM {table}", connection);
            counts[table] = (long)(await count.ExecuteScalarAsync(cancellationToken))!;
        }
        return counts;
    }

    async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Find(program), arguments) { RedirectStandardError = true };
        start.Environment["PGHOST"] = _dsn.Host;
        start.Environment["PGPORT"] = _dsn.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = _dsn.Username;
        start.Environment["PGDATABASE"] = _dsn.Database;
        if (_dsn.Password is { Length: > 0 } password)
            start.Environment["PGPASSWORD"] = password;
        if (_dsn.SslMode is SslMode.Require or SslMode.VerifyCA or SslMode.VerifyFull)
            start.Environment["PGSSLMODE"] = _dsn.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", _ => "require" };
        if (_dsn.RootCertificate is { Length: > 0 } certificate)
            start.Environment["PGSSLROOTCERT"] = certificate;

        using var process = Process.Start(start) ?? throw new BackupException($"{program} did not start");
        try
        {
            var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
                throw new BackupException($"{program} ended with {process.ExitCode}: {errors.Trim()}");
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    static string Find(string program)
    {
        // The newest first: pg_dump refuses servers that are newer than itself.
        var installed = Directory.Exists(InstalledUnder)
            ? Directory.EnumerateDirectories(InstalledUnder)
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return installed.Concat(path).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new BackupException($"{program} is not installed (Debian: postgresql-client)");
    }
}

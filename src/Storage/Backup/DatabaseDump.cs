using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Kalshi.Storage;

/// <summary>PostgreSQL's own tools on our schemas. They are looked for on the PATH and where Debian installs them.</summary>
sealed class DatabaseDump(string dsn)
{
    const string InstalledUnder = "/usr/lib/postgresql";

    // What the tools say last; the rest is what they did before.
    const int ErrorLines = 10;

    static readonly string[] Schemas = ["event_store", "orleans"];

    readonly NpgsqlConnectionStringBuilder _dsn = PostgresDsn.Parse(dsn);

    /// <summary>Dumps our schemas, without owners and privileges, and counts the rows of each table in the same moment.</summary>
    /// <param name="progress">Hears how many tables of how many are done.</param>
    internal async Task<IReadOnlyDictionary<string, long>> SaveAsync(string file, Action<int, int> progress, CancellationToken cancellationToken)
    {
        await using var connection = StorageConnections.ForMigrations(new() { Dsn = dsn });
        await connection.OpenAsync(cancellationToken);
        await using var moment = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        await using var export = new NpgsqlCommand("SELECT pg_export_snapshot()", connection);
        var snapshot = (string)(await export.ExecuteScalarAsync(cancellationToken))!;
        var tables = await CountAsync(connection, cancellationToken);
        await RunAsync(
            "pg_dump",
            [$"--snapshot={snapshot}", "--format=custom", "--no-owner", "--no-privileges", .. Schemas.Select(s => $"--schema={s}"), $"--file={file}", "--verbose"],
            new TablesDone("dumping contents of table", tables.Count, progress), cancellationToken);
        return tables;
    }

    /// <exception cref="BackupException">The database has our schemas already, or pg_restore refuses; nothing is changed then.</exception>
    /// <param name="tables">How many it holds.</param>
    /// <param name="progress">Hears how many tables of how many are done.</param>
    internal async Task RestoreAsync(string file, int tables, Action<int, int> progress, CancellationToken cancellationToken)
    {
        if (await HasSchemasAsync(cancellationToken))
            throw new BackupException($"the database '{_dsn.Database}' on {_dsn.Host} is not empty: restore into a new one");
        await RunAsync(
            "pg_restore", ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", $"--dbname={_dsn.Database}", "--verbose", file],
            new TablesDone("processing data for table", tables, progress), cancellationToken);
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

    async Task RunAsync(string program, string[] arguments, TablesDone done, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Find(program), arguments) { RedirectStandardError = true };
        // Its messages are read.
        start.Environment["LC_ALL"] = "C";
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
            var last = new Queue<string>();
            while (await process.StandardError.ReadLineAsync(cancellationToken) is { } line)
            {
                done.Hear(line);
                last.Enqueue(line);
                if (last.Count > ErrorLines)
                    last.Dequeue();
            }
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
                throw new BackupException($"{program} ended with {process.ExitCode}: {string.Join('\n', last)}");
            done.End();
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

    /// <summary>Counts tables by what a tool says when it begins with one.</summary>
    sealed class TablesDone(string begins, int of, Action<int, int> progress)
    {
        int _begun;

        internal void Hear(string line)
        {
            if (_begun < of && line.Contains(begins, StringComparison.Ordinal))
                progress(_begun++, of);
        }

        internal void End() => progress(of, of);
    }
}

using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Kalshi.Servers;

/// <summary>A private PostgreSQL on a free loopback port, with its data in a temporary folder: it shares nothing with the
/// machine's own cluster, and can be stopped, killed and started again on the same data and port.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    const string InstalledUnder = "/usr/lib/postgresql";

    readonly string _binaries;
    readonly string _folder;
    readonly bool _durable;
    int _databases;

    PostgresServer(string binaries, string folder, bool durable)
    {
        _binaries = binaries;
        _folder = folder;
        _durable = durable;
    }

    public int Port { get; private set; }

    /// <summary>The database <c>postgres</c> of this server, as superuser.</summary>
    public string Dsn => DsnOf("postgres");

    /// <param name="durable">Sync to disk as in production; without, a test is faster and survives the server's death, but
    /// not the machine's.</param>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or did not start; with its log.</exception>
    /// <param name="under">The folder in which its data is to be (default: the machine's temporary one).</param>
    public static async Task<PostgresServer> StartAsync(bool durable = false, string? under = null)
    {
        var folder = CreateFolder(under);
        var server = new PostgresServer(FindBinaries(), folder, durable);
        try
        {
            await server.RunAsync("initdb", "-D", server.Data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync");
            await server.StartOnFreePortAsync();
            return server;
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Creates an empty database, or a copy of another one, and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(Dsn + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {template ?? "template1"}", connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
        return DsnOf(name);
    }

    public string DsnOf(string database) => $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database}";

    /// <summary>Orderly: sessions are ended, the data is checkpointed.</summary>
    public Task StopAsync() => RunAsync("pg_ctl", "stop", "-D", Data, "-m", "fast", "-w", "-t", "60");

    /// <summary>SIGKILL to the server and all its sessions at once, as the kernel does when memory runs out.</summary>
    public async Task KillAsync()
    {
        foreach (var pid in Family())
            await KillAsync(pid);
    }

    /// <summary>The server and all its sessions are frozen: connections stay, nothing is answered.</summary>
    public void Pause()
    {
        // The server first: it begins no more sessions then.
        ProcessSignal.Stop(Postmaster());
        foreach (var pid in ChildrenOf(Postmaster()))
            ProcessSignal.Stop(pid);
    }

    /// <summary>After <see cref="Pause"/>.</summary>
    public void Resume()
    {
        foreach (var pid in Family())
            ProcessSignal.Continue(pid);
    }

    /// <summary>After <see cref="StopAsync"/> or <see cref="KillAsync()"/>: same data, same port.</summary>
    public Task StartAgainAsync() => StartOnAsync(Port);

    /// <summary>Whether the server's process is there, ready or not.</summary>
    public bool IsRunning
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(Postmaster());
                return !process.HasExited;
            }
            catch (Exception e) when (e is ArgumentException or IOException)
            {
                return false;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (File.Exists(Path.Combine(Data, "postmaster.pid")))
                await RunAsync("pg_ctl", "stop", "-D", Data, "-m", "immediate", "-w", "-t", "60");
        }
        catch (InvalidOperationException)
        {
            // The pid file of a killed server: nothing is left to stop.
        }
        Directory.Delete(_folder, recursive: true);
    }

    string Data => Path.Combine(_folder, "data");

    string Log => Path.Combine(_folder, "postgres.log");

    async Task StartOnFreePortAsync()
    {
        const int Attempts = 5;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Port = FreePort.Next();
                await StartOnAsync(Port);
                return;
            }
            catch (InvalidOperationException) when (attempt < Attempts)
            {
                // Somebody else took the port between the look and the start.
            }
        }
    }

    Task StartOnAsync(int port)
    {
        var settings = $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=60 -c shared_buffers=64MB"
            + (_durable ? "" : " -c fsync=off -c full_page_writes=off");
        return RunAsync("pg_ctl", "start", "-D", Data, "-l", Log, "-w", "-t", "60", "-o", settings);
    }

    async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        var path = Path.Combine(_binaries, program);
        // PostgreSQL refuses to run as root.
        if (Environment.IsPrivilegedProcess)
        {
            start.FileName = "runuser";
            foreach (var argument in (string[])["-u", "postgres", "--", path])
                start.ArgumentList.Add(argument);
        }
        else
        {
            start.FileName = path;
        }
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            var log = File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(20)) : "";
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await output}{await errors}{log}");
        }
    }

    static string FindBinaries()
    {
        var newest = Directory.Exists(InstalledUnder)
            ? Directory.EnumerateDirectories(InstalledUnder)
                .Select(folder => (Bin: Path.Combine(folder, "bin"), Version: int.TryParse(Path.GetFileName(folder), out var v) ? v : 0))
                .Where(candidate => File.Exists(Path.Combine(candidate.Bin, "initdb")))
                .OrderByDescending(candidate => candidate.Version)
                .Select(candidate => candidate.Bin)
                .FirstOrDefault()
            : null;
        return newest ?? throw new InvalidOperationException(
            $"PostgreSQL is not installed: nothing under {InstalledUnder}/*/bin. On Debian and Ubuntu: apt-get install postgresql");
    }

    static string CreateFolder(string? under)
    {
        if (!Environment.IsPrivilegedProcess && under is null)
            return Directory.CreateTempSubdirectory("kalshi-postgres-").FullName;

        // As root, TMPDIR may be a folder that the user postgres cannot enter; /tmp is everybody's.
        var folder = Path.Combine(under ?? "/tmp", "kalshi-postgres-" + Path.GetRandomFileName());
        Directory.CreateDirectory(folder);
        if (!Environment.IsPrivilegedProcess)
            return folder;
        using var chown = Process.Start("chown", ["postgres:", folder]);
        chown.WaitForExit();
        return chown.ExitCode == 0
            ? folder
            : throw new InvalidOperationException($"there is no user postgres who could own {folder}: PostgreSQL is not installed");
    }

    int Postmaster() => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    int[] Family() => [Postmaster(), .. ChildrenOf(Postmaster())];

    static IEnumerable<int> ChildrenOf(int parent) =>
        File.ReadAllText($"/proc/{parent}/task/{parent}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pid => int.Parse(pid, CultureInfo.InvariantCulture));

    static async Task KillAsync(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
            await process.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // Gone already: it followed its parent.
        }
    }
}

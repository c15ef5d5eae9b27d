using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Kalshi.Servers;

/// <summary>A private NATS server with JetStream on a loopback port of its own, in a folder of its own.</summary>
public sealed class NatsServer : IAsyncLifetime, IAsyncDisposable
{
    const string Executable = "nats-server";
    const int StartAttempts = 5;
    const int ReadyAttempts = 200;

    static readonly TimeSpan ReadyInterval = TimeSpan.FromMilliseconds(50);

    readonly TemporaryFolder _folder = new();
    Process? _process;

    /// <summary>More options of the command line, e.g. <c>--user u --pass p</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Where the streams lie (default: a folder of this server's own, gone with it).</summary>
    public string? Store { get; init; }

    public int Port { get; private set; }

    public string Url => $"nats://127.0.0.1:{Port}";

    public static async Task<NatsServer> StartAsync(params string[] arguments)
    {
        var server = new NatsServer { Arguments = arguments };
        await server.InitializeAsync();
        return server;
    }

    public async Task InitializeAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            // Between asking for a free port and listening on it somebody else may take it.
            Port = FreePort.Next();
            if (await TryStartAsync())
                return;
            if (attempt == StartAttempts)
                throw new InvalidOperationException($"{Executable} did not start in {StartAttempts} attempts; its log:\n{ReadLog()}");
        }
    }

    /// <summary>kill -9: nothing is flushed, nobody is told.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Stops in order and starts again on the same port and the same store.</summary>
    public async Task RestartAsync()
    {
        Process.Start("kill", ["-TERM", $"{_process!.Id}"]).WaitForExit();
        await _process.WaitForExitAsync();
        await StartAgainAsync();
    }

    /// <summary>Kill -9, and starts again on the same port with an empty store: the disk is lost.</summary>
    public async Task LoseStoreAsync()
    {
        await KillAsync();
        Directory.Delete(StorePath, recursive: true);
        await StartAgainAsync();
    }

    /// <summary>Kill -9, and starts again. The server acknowledges a little before it hands a message to the kernel: give it
    /// <see cref="WriteWindow"/> where what was acknowledged must survive.</summary>
    public async Task KillAndRestartAsync()
    {
        await KillAsync();
        await StartAgainAsync();
    }

    /// <summary>More than the server takes from acknowledging to writing, on a busy machine.</summary>
    public static TimeSpan WriteWindow { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Frozen: connections stay, nothing is answered.</summary>
    public void Pause() => ProcessSignal.Stop(_process!.Id);

    /// <summary>After <see cref="Pause"/>.</summary>
    public void Resume() => ProcessSignal.Continue(_process!.Id);

    /// <summary>After <see cref="KillAsync"/>: same port, same store.</summary>
    public async Task StartAgainAsync()
    {
        if (!await TryStartAsync())
            throw new InvalidOperationException($"{Executable} did not come back on port {Port}; its log:\n{ReadLog()}");
    }

    public async Task DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    async Task<bool> TryStartAsync()
    {
        string[] arguments = ["-a", "127.0.0.1", "-p", $"{Port}", "-js", "-sd", StorePath, "-l", $"{_folder.Path}/log", .. Arguments];
        _process = Process.Start(new ProcessStartInfo(Find(), arguments) { UseShellExecute = false })!;
        for (var attempt = 0; attempt < ReadyAttempts && !_process.HasExited; attempt++)
        {
            if (await GreetsAsync())
                return true;
            await Task.Delay(ReadyInterval);
        }
        await KillAsync();
        return false;
    }

    async Task<bool> GreetsAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return await client.GetStream().ReadAsync(new byte[1]) == 1;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }

    static string Find()
    {
        // Debian puts servers where an ordinary user's PATH does not lead.
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/sbin", "/usr/local/sbin", "/usr/local/bin"]);
        return folders.Select(f => Path.Combine(f, Executable)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"{Executable} is not installed: these tests run against the real server (Debian: apt-get install nats-server)");
    }

    string StorePath => Store ?? $"{_folder.Path}/store";

    string ReadLog() => File.Exists($"{_folder.Path}/log") ? File.ReadAllText($"{_folder.Path}/log") : "(none)";
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Kalshi.Pipeline.Benchmarks;

/// <summary>The silo as a process.</summary>
sealed class RunningSilo : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    readonly Process _process;
    readonly HttpClient _http = new() { Timeout = Patience };
    readonly string _log;

    RunningSilo(Process process, string log) => (_process, _log) = (process, log);

    /// <summary>Starts it and waits until it is ready.</summary>
    internal static async Task<RunningSilo> StartAsync(string folder, IReadOnlyDictionary<string, string> settings)
    {
        var (ready, log) = (Path.Combine(folder, "ready"), Path.Combine(folder, "silo.jsonl"));
        File.Delete(ready);
        var start = new ProcessStartInfo("dotnet", [Program, "--urls", "http://127.0.0.1:0", "--ready-file", ready, "--log-file", log])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var silo = new RunningSilo(process, log);
        using var limit = new CancellationTokenSource(Patience, Ground.Time);
        while (!File.Exists(ready) || new FileInfo(ready).Length == 0)
        {
            if (process.HasExited || limit.IsCancellationRequested)
                throw new InvalidOperationException($"the silo did not get ready:\n{silo.LogEnd()}");
            await Task.Delay(Poll, Ground.Time);
        }
        silo._http.BaseAddress = new Uri((await File.ReadAllLinesAsync(ready))[0]);
        return silo;
    }

    internal async Task<JsonElement> GetAsync(string path) =>
        JsonSerializer.Deserialize<JsonElement>(await _http.GetStringAsync(path));

    internal Task<string> TextAsync(string path) => _http.GetStringAsync(path);

    internal async Task<JsonElement> FeedAsync() => (await GetAsync("api/status")).GetProperty("feeds").EnumerateArray()
        .Single(feed => feed.GetProperty("name").GetString() == "kalshi.ws");

    /// <summary>Processor time so far, all threads together.</summary>
    internal TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident bytes, threads and open files now.</summary>
    internal (long Memory, int Threads, int Handles) Use()
    {
        _process.Refresh();
        return (_process.WorkingSet64, _process.Threads.Count, Directory.GetFileSystemEntries($"/proc/{_process.Id}/fd").Length);
    }

    internal async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    internal async Task<int> StopAsync()
    {
        Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)])!.WaitForExit();
        using var limit = new CancellationTokenSource(Patience, Ground.Time);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        _http.Dispose();
    }

    internal string LogEnd() => File.Exists(_log) ? string.Join('\n', File.ReadLines(_log).TakeLast(20)) : "";

    /// <summary>Beside this program's output: artifacts/FLAVOUR/bin/Silo/CONFIGURATION.</summary>
    static string Program
    {
        get
        {
            var own = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(own.Parent!.Parent!.FullName, "Silo", own.Name, "Kalshi.Silo.dll");
        }
    }
}

using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kalshi.Servers;

namespace Kalshi.System.Tests;

/// <summary>The silo's own process, started as an operator starts it and spoken to from outside.</summary>
sealed class SiloUnderTest : IAsyncDisposable
{
    internal const string Token = "test-token";

    static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(4);
    static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(3);

    readonly Process _process;
    readonly StringBuilder _output = new();
    readonly HttpClient _http = new();
    readonly string _logFile;

    SiloUnderTest(Process process, string logFile)
    {
        _process = process;
        _logFile = logFile;
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    internal Uri Address => _http.BaseAddress!;

    /// <summary>Starts the silo and waits until it says that it is ready.</summary>
    internal static async Task<SiloUnderTest> StartAsync(string folder, IReadOnlyDictionary<string, string> settings, string? flavour = null)
    {
        var readyFile = Path.Combine(folder, "ready");
        File.Delete(readyFile);
        var silo = Launch(folder, settings, readyFile, flavour);
        using var limit = new CancellationTokenSource(StartLimit);
        while (!File.Exists(readyFile) || new FileInfo(readyFile).Length == 0)
        {
            if (silo._process.HasExited)
                throw new InvalidOperationException($"the silo ended with {silo._process.ExitCode} before it was ready:\n{silo.Output}\n{silo.Log()}");
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"the silo was not ready within {StartLimit}:\n{silo.Output}\n{silo.Log()}");
            await Task.Delay(50);
        }
        silo._http.BaseAddress = new Uri((await File.ReadAllLinesAsync(readyFile))[0]);
        return silo;
    }

    /// <summary>Starts the silo and waits until it ends by itself.</summary>
    internal static async Task<(int ExitCode, string Output)> RunToEndAsync(string folder, IReadOnlyDictionary<string, string> settings)
    {
        await using var silo = Launch(folder, settings, Path.Combine(folder, "never-ready"));
        using var limit = new CancellationTokenSource(StartLimit);
        await silo._process.WaitForExitAsync(limit.Token);
        return (silo._process.ExitCode, silo.Output);
    }

    internal async Task<JsonElement> GetAsync(string path) => JsonSerializer.Deserialize<JsonElement>(await ReadAsync(path));

    internal async Task<string> ReadAsync(string path)
    {
        using var response = await AskAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"GET {path}: {(int)response.StatusCode} {text}\n{Log()}");
        return text;
    }

    /// <summary>What the silo answers, whether it is good or not.</summary>
    internal async Task<HttpResponseMessage> AskAsync(string path)
    {
        try
        {
            return await _http.GetAsync(path);
        }
        catch (HttpRequestException e) when (_process.HasExited)
        {
            throw new InvalidOperationException($"the silo has ended with {_process.ExitCode}:\n{Output}\n{Log()}", e);
        }
    }

    internal async Task<HttpResponseMessage> PostAsync(string path, object body, string? token = Token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await _http.SendAsync(request);
    }

    /// <summary>Waits until <paramref name="condition"/> holds for the status; a time-out shows the last one seen.</summary>
    internal Task<JsonElement> UntilAsync(string what, Func<JsonElement, bool> condition, TimeSpan limit) =>
        Eventually.SeenAsync(what, () => GetAsync("api/status"), condition, limit, Log);

    /// <summary>As <see cref="UntilAsync"/>, for a silo that may answer with errors on the way, as when a part of its cluster has
    /// just died.</summary>
    internal async Task<JsonElement> EventuallyAsync(string what, Func<JsonElement, bool> condition, TimeSpan limit)
    {
        using var patience = new CancellationTokenSource(limit);
        var last = "none";
        while (!patience.IsCancellationRequested)
        {
            try
            {
                using var response = await _http.GetAsync("api/status", patience.Token);
                last = await response.Content.ReadAsStringAsync(patience.Token);
                if (response.IsSuccessStatusCode && JsonSerializer.Deserialize<JsonElement>(last) is var status && condition(status))
                    return status;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                last = e.Message;
            }
            await Task.Delay(200);
        }
        throw new TimeoutException($"not within {limit}: {what}; last answer {last}\n{Output}\n{Log()}");
    }

    /// <summary>Asks the process to stop, as Ctrl-C in ./run does, and waits for it.</summary>
    internal async Task<int> StopAsync()
    {
        if (!_process.HasExited)
            Signal("TERM");
        return await EndAsync();
    }

    /// <summary>Waits until it ends by itself.</summary>
    internal async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(StopLimit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    internal async Task KillAsync()
    {
        Signal("KILL");
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGSTOP: frozen with all its connections open.</summary>
    internal void Pause() => ProcessSignal.Stop(_process.Id);

    /// <summary>After <see cref="Pause"/>.</summary>
    internal void Resume() => ProcessSignal.Continue(_process.Id);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        _http.Dispose();
    }

    internal string Log() => File.Exists(_logFile) ? string.Join('\n', ReadShared(_logFile).TakeLast(40)) : "";

    internal string WholeLog() => File.Exists(_logFile) ? string.Join('\n', ReadShared(_logFile)) : "";

    static SiloUnderTest Launch(string folder, IReadOnlyDictionary<string, string> settings, string readyFile, string? flavour = null)
    {
        var logFile = Path.Combine(folder, "silo.jsonl");
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var argument in (string[])[Program(flavour), "--urls", "http://127.0.0.1:0", "--ready-file", readyFile, "--log-file", logFile])
            start.ArgumentList.Add(argument);
        start.Environment["OPERATIONS_TOKEN"] = Token;
        start.Environment["SUMMARY_INTERVAL_SECONDS"] = "1";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return new SiloUnderTest(Process.Start(start)!, logFile);
    }

    static string Program(string? flavour) => flavour is null
        ? Programs.PathOf("Silo", "Kalshi.Silo.dll")
        : Programs.PathOf("Silo", "Kalshi.Silo.dll", flavour);

    void Signal(string name) => Process.Start("kill", [$"-{name}", _process.Id.ToString(global::System.Globalization.CultureInfo.InvariantCulture)])!.WaitForExit();

    void Append(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
    }

    static string[] ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

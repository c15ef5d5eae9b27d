using System.Globalization;
using Kalshi.Silo.Configuration;
using Kalshi.Silo.Operations;

namespace Kalshi.Silo.Scheduled;

/// <summary>One cycle instead of a run without end: <c>--run-once collect|analyze|trade</c>.</summary>
/// <remarks>The same silo, ended as soon as the cycle's work is on the record. Exit codes: <see cref="ExitCodes"/>.</remarks>
sealed class ScheduledCycle : IDisposable
{
    static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);

    readonly CycleLock _lock;
    readonly string _recordFile;
    readonly TimeSpan _limit;
    readonly TimeProvider _time;
    readonly long _started;

    ScheduledCycle(CycleMode mode, CycleLock held, string recordFile, TimeSpan limit, TimeProvider time)
    {
        Mode = mode;
        _lock = held;
        _recordFile = recordFile;
        _limit = limit;
        _time = time;
        _started = time.GetTimestamp();
    }

    internal CycleMode Mode { get; }

    /// <summary>Takes the lock of the folder that the cycle keeps its record in.</summary>
    /// <exception cref="ConfigurationFaultException">An unknown mode, or no time limit.</exception>
    /// <exception cref="OverlapException">Another cycle is under way.</exception>
    internal static ScheduledCycle? From(IConfiguration configuration, TimeProvider time)
    {
        if (configuration["run-once"] is not { } name)
            return null;
        if (!Enum.TryParse<CycleMode>(name, ignoreCase: true, out var mode) || !Enum.IsDefined(mode))
            throw new ConfigurationFaultException([$"--run-once: '{name}' is not collect, analyze or trade"]);
        var limit = configuration["run-once-seconds"] ?? "120";
        if (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > 3600)
            throw new ConfigurationFaultException([$"--run-once-seconds: '{limit}' is not 1 to 3600"]);
        var record = Path.GetFullPath(configuration["run-once-record"] ?? "run-once.json");
        var held = CycleLock.TryTake(record + ".lock") ?? throw new OverlapException($"another cycle is under way: {record}.lock is held");
        return new(mode, held, record, TimeSpan.FromSeconds(seconds), time);
    }

    /// <summary>Only a cycle that trades may order.</summary>
    internal void Restrain(IConfiguration configuration)
    {
        if (Mode != CycleMode.Trade)
            configuration["TRADING_MODE"] = "shadow";
    }

    /// <summary>Waits until the cycle's work is done.</summary>
    /// <returns>What is missing when the time was up; null when nothing is.</returns>
    internal async Task<string?> WorkAsync(Task ready, StatusReader reader, CancellationToken stop)
    {
        if (await Task.WhenAny(ready, Task.Delay(_limit, _time, stop)) != ready)
            return "the silo did not get ready";
        while (!stop.IsCancellationRequested)
        {
            var missing = Missing(await reader.ReadAsync());
            if (missing is null || _time.GetElapsedTime(_started) > _limit)
                return missing;
            await Task.Delay(LookInterval, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return "stopped";
    }

    /// <summary>Writes the record and prints the cycle's line.</summary>
    internal int End(StatusView? status, int exitCode, string? error)
    {
        var duration = _time.GetElapsedTime(_started);
        var record = CycleRecord.Read(_recordFile).After(Mode, duration, _time.GetUtcNow(), error);
        record.Write(_recordFile);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"cycle={record.LastCycleId} mode={record.LastMode} scanned={status?.Markets.Listed ?? 0} inserted={status?.Writer.Inserted ?? 0} errors={(error is null ? 0 : 1)} duration_s={duration.TotalSeconds:0.0}{(error is null ? "" : $" error=\"{error}\"")}"));
        return error is null ? exitCode : ExitCodes.Incomplete;
    }

    string? Missing(StatusView status) =>
        status.Markets.LiveBooks == 0 ? "no order book has come"
        : status.Spot.Ts is null ? "no spot price has come"
        : Mode == CycleMode.Collect ? null
        : status.Edges.AsOfTs is null || status.Decisions.AsOfTs is null ? $"no tick of edges and decisions ({status.Edges.Error ?? "none yet"})"
        : status.Positions.PendingOrders > 0 ? $"{status.Positions.PendingOrders} orders are still open"
        : null;

    public void Dispose() => _lock.Dispose();
}

using Kalshi.Venues;
using Microsoft.Extensions.Logging;

namespace Kalshi.Recorder;

/// <summary>Records live sessions of the prediction market and of the spot venue until it is stopped.</summary>
public sealed partial class SessionRecorder
{
    readonly RecorderOptions _options;
    readonly KalshiEndpoints _endpoints;
    readonly KalshiCredentials _credentials;
    readonly KalshiRest _rest;
    readonly TimeProvider _clock;
    readonly Random _random;
    readonly ILogger<SessionRecorder> _log;
    readonly SessionFolder _folder;

    /// <param name="credentials">The stream wants a key even for public channels.</param>
    /// <exception cref="ArgumentException">An option out of its range.</exception>
    public SessionRecorder(
        RecorderOptions options, KalshiEndpoints endpoints, KalshiCredentials credentials, KalshiRest rest, TimeProvider clock, Random random,
        ILogger<SessionRecorder> log)
    {
        _options = options.Validated();
        (_endpoints, _credentials, _rest, _clock, _random, _log) = (endpoints, credentials, rest, clock, random, log);
        _folder = new(options.Folder);
    }

    public RecorderProgress Progress { get; } = new();

    /// <summary>Records until <paramref name="stop"/>; files are whole when it returns.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var part in _folder.Parts())
            LogRecovered(_log, part, PartRecovery.Recover(part)?.Lines ?? 0);
        using var capture = new CaptureWriter(_folder, _options.FileLength, _clock, Ended);
        using var spot = new SpotRecording(_options, _folder, Progress, _clock, _random, _log, Ended);
        var kalshi = new KalshiRecording(_options, _endpoints, new(_credentials, _clock), _rest, capture, Progress, _clock, _random, _log);

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        List<Task> recordings = [kalshi.RunAsync(ending.Token)];
        if (_options.Spot is { } address)
            recordings.Add(spot.RunAsync(address, ending.Token));
        try
        {
            // Whichever fails, on a full disk for example, ends the other: half a session would look like a whole one.
            await Task.WhenAny(recordings);
            await ending.CancelAsync();
            await Task.WhenAll(recordings);
        }
        finally
        {
            capture.Close();
            spot.Close();
        }
    }

    void Ended(SessionManifest manifest)
    {
        Progress.FileEnded();
        LogEnded(_log, manifest.Path, manifest.Lines, manifest.Bytes);
        foreach (var deleted in _folder.Trim(_options.KeepFor, _options.KeepBytes, _clock.GetUtcNow()))
            LogDeleted(_log, deleted.Path, deleted.Ended);
    }

    [LoggerMessage(EventId = 9021, Level = LogLevel.Information, Message = "{Path} is whole: {Lines} lines, {Bytes} bytes")]
    static partial void LogEnded(ILogger log, string path, long lines, long bytes);

    [LoggerMessage(EventId = 9022, Level = LogLevel.Information, Message = "{Path}, which ended at {Ended:u}, was deleted: no more is kept")]
    static partial void LogDeleted(ILogger log, string path, DateTimeOffset ended);

    [LoggerMessage(EventId = 9023, Level = LogLevel.Warning, Message = "{Path} was left by a recorder that died; {Lines} lines were saved")]
    static partial void LogRecovered(ILogger log, string path, long lines);
}

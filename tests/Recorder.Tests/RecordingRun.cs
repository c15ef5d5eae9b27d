using System.Security.Cryptography;
using Kalshi.Venues;
using Kalshi.VenueSimulator;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Recorder.Tests;

/// <summary>A recorder at work on a simulator.</summary>
sealed class RecordingRun : IAsyncDisposable
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    readonly CancellationTokenSource _stop = new();
    readonly KalshiCredentials _credentials;
    readonly HttpClient _http = KalshiRest.CreateHttpClient();
    readonly KalshiRest _rest;
    readonly SessionRecorder _recorder;
    readonly Task _running;

    RecordingRun(SimulatorHost simulator, RecorderOptions options, TimeProvider clock)
    {
        using var key = RSA.Create(2048);
        _credentials = KalshiCredentials.FromPem("recorder", key.ExportRSAPrivateKeyPem());
        var endpoints = KalshiEndpoints.Parse(simulator.KalshiRest.ToString(), simulator.KalshiStream.ToString());
        // A fast clock would make a busy machine look like a dead venue.
        _rest = new(endpoints, _credentials, _http, new() { AttemptTimeout = Hour }, clock, new(1));
        _recorder = new(options with { ConnectTimeout = Hour, SilenceMax = Hour }, endpoints, _credentials, _rest, clock, new(1), NullLogger<SessionRecorder>.Instance);
        _running = _recorder.RunAsync(_stop.Token);
    }

    internal RecorderProgress Progress => _recorder.Progress;

    internal static RecordingRun Start(SimulatorHost simulator, RecorderOptions options, TimeProvider? clock = null) =>
        new(simulator, options with { Spot = options.Spot is null ? null : simulator.CoinbaseExchange }, clock ?? TimeProvider.System);

    /// <summary>A simulator whose clock runs fast; the recorder is to use the same.</summary>
    internal static async Task<(SimulatorHost Simulator, TimeProvider Clock)> GenerateAsync(int rate, params string[] faults)
    {
        var start = new DateTimeOffset(2026, 11, 21, 17, 2, 0, TimeSpan.Zero);
        var clock = new RatedTimeProvider(start, TimeProvider.System.GetUtcNow(), rate, TimeProvider.System);
        var simulator = await SimulatorHost.StartAsync(
            new() { Seed = 7, GeneratedStart = start, Clock = clock, TimestampTolerance = TimeSpan.FromHours(1), Faults = faults }, CancellationToken.None);
        return (simulator, clock);
    }

    internal async Task UntilAsync(Func<RecorderProgress, bool> condition)
    {
        using var bound = new CancellationTokenSource(Patience);
        while (!condition(Progress))
        {
            if (_running.IsCompleted)
                await _running;
            await Task.Delay(10, bound.Token);
        }
    }

    internal async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        _rest.Dispose();
        _http.Dispose();
        _credentials.Dispose();
        _stop.Dispose();
    }
}

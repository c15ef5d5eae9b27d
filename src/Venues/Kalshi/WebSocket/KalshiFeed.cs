using System.Globalization;
using System.Threading.Channels;
using Kalshi.Trading;
using Microsoft.Extensions.Logging;

namespace Kalshi.Venues;

/// <summary>Market data of a changing set of markets over one multiplexed connection, which it makes, watches and makes again.
/// What it reads comes out of <see cref="Messages"/> in order of receipt.</summary>
/// <remarks>Losses are said, never papered over: a gap, an error, a close or silence makes every book of the subscription stale at
/// once, and the next <see cref="BookSnapshotFrame"/> of a market makes that one usable again. A consumer that does not keep up
/// slows reading (<see cref="KalshiFeedOptions.QueueCapacity"/>) and, when that lasts, ends the connection, instead of costing memory
/// or single messages.</remarks>
public sealed partial class KalshiFeed
{
    const int OutgoingMax = 1024;
    static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    readonly KalshiEndpoints _endpoints;
    readonly KalshiSigner _signer;
    readonly KalshiFeedOptions _options;
    readonly TimeProvider _clock;
    readonly Random _random;
    readonly ILogger<KalshiFeed> _log;
    readonly FullJitterBackoff _backoff;
    readonly StormBreaker _breaker;
    readonly FeedQueue<FeedMessage> _messages;
    readonly BookTops _tops = new();
    readonly Lock _gate = new();
    readonly TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    IReadOnlyCollection<MarketTicker> _desired = [];
    FeedSession? _session;
    Channel<byte[]>? _outgoing;
    string? _lastFailure;
    long _lastSessionMs;

    public KalshiFeed(
        KalshiEndpoints endpoints, KalshiCredentials credentials, KalshiFeedOptions options, TimeProvider clock, Random random, ILogger<KalshiFeed> log)
    {
        ArgumentOutOfRangeException.ThrowIfZero(options.Channels.Count, nameof(options.Channels));
        _endpoints = endpoints;
        _signer = new(credentials, clock);
        _options = options;
        _clock = clock;
        _random = random;
        _log = log;
        _backoff = new(options.ReconnectBackoff, options.BackoffMax, random);
        _breaker = new(options.StormLimit, options.StormWindow, options.StormPause);
        _messages = new(options.QueueCapacity);
    }

    /// <summary>Everything read, in order; ends when the feed is stopped.</summary>
    public ChannelReader<FeedMessage> Messages => _messages.Reader;

    public FeedCounters Counters { get; } = new();

    /// <summary>Replaces the set of markets, at any time. New ones start with a snapshot; others go on undisturbed.</summary>
    public void Watch(IReadOnlyCollection<MarketTicker> tickers)
    {
        lock (_gate)
        {
            _desired = [.. tickers];
            _tops.Forget(new HashSet<MarketTicker>(_desired).Contains);
            if (_session is { Broken: null } session)
            {
                session.Watch(_desired, NowMs);
                Flush(session);
            }
            if (_desired.Count > 0)
                _wanted.TrySetResult();
        }
    }

    public FeedHealth Health()
    {
        lock (_gate)
            return new(
                _session?.Id, _session?.LastFrameMs, _desired.Count, _session?.ContinuousBooks ?? 0, _session?.RefusedMarkets ?? 0, _lastFailure,
                _session?.DeltaAgeMs, _session?.SilentChannels);
    }

    /// <summary>Runs the feed until <paramref name="stop"/>; connects once there is something to subscribe to.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            if (_options.Channels.All(channel => new Subscription(channel).TakesMarkets))
                await _wanted.Task.WaitAsync(stop);
            for (var attempt = 0; ; attempt++)
            {
                var (reason, stable) = await RunSessionAsync(stop);
                stop.ThrowIfCancellationRequested();
                attempt = stable ? 0 : attempt;
                await PauseAsync(reason, attempt, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            LogStopped(_log);
        }
        finally
        {
            _messages.Complete();
        }
    }

    async Task PauseAsync(string reason, int attempt, CancellationToken stop)
    {
        Counters.Failures++;
        lock (_gate)
            _lastFailure = reason;
        var storm = _breaker.Record(_clock.GetUtcNow());
        if (storm > TimeSpan.Zero)
        {
            Counters.Storms++;
            LogStorm(_log, _options.StormLimit, storm.TotalSeconds);
        }
        var delay = _backoff.Delay(attempt) + storm;
        LogReconnecting(_log, reason, delay.TotalSeconds);
        await Task.Delay(delay, _clock, stop);
    }

    /// <returns>Why the session ended, and whether it was sound for long enough to forget earlier failures.</returns>
    async Task<(string Reason, bool Stable)> RunSessionAsync(CancellationToken stop)
    {
        VenueConnection connection;
        try
        {
            connection = await VenueConnection.OpenAsync(
                _endpoints.WebSocket, _signer.Sign("GET", _endpoints.WebSocket), _options.FrameMaxBytes, _options.ConnectTimeout, _clock, stop);
        }
        catch (VenueConnectionException e)
        {
            return (e.Message, false);
        }
        using (connection)
        {
            var session = Open();
            // Not linked to stop: cancelling a receive aborts the socket, and a stopped feed says good-bye first.
            using var end = new CancellationTokenSource();
            Task<string>[] loops =
            [
                ReceiveAsync(session, connection, end.Token), WatchAsync(session, end.Token), SendAsync(connection, _outgoing!.Reader, end.Token),
                StoppedAsync(stop, end.Token),
            ];
            var reason = await await Task.WhenAny(loops);
            if (stop.IsCancellationRequested)
                await connection.CloseAsync(CloseTimeout, _clock);
            await end.CancelAsync();
            await Task.WhenAll(loops);
            // Before the consumer is waited for: the venue must not go on filling a socket that nobody reads.
            connection.Dispose();
            return (reason, await CloseAsync(session, reason, stop));
        }
    }

    FeedSession Open()
    {
        lock (_gate)
        {
            _lastSessionMs = Math.Max(NowMs, _lastSessionMs + 1);
            var session = new FeedSession(
                _lastSessionMs.ToString(CultureInfo.InvariantCulture), _options, Counters, _random, NowMs, Emit);
            _outgoing = Channel.CreateBounded<byte[]>(OutgoingMax);
            _session = session;
            Counters.Connections++;
            LogConnected(_log, _endpoints.Environment, session.Id);
            session.Watch(_desired, NowMs);
            Flush(session);
            return session;
        }
    }

    async Task<bool> CloseAsync(FeedSession session, string reason, CancellationToken stop)
    {
        bool stable;
        lock (_gate)
        {
            stable = NowMs - session.LastLossMs >= (long)_options.StableAfter.TotalMilliseconds;
            session.Close(reason, NowMs);
            _session = null;
        }
        // The connection is gone, so waiting for the consumer costs nothing; the losses must reach it.
        await _messages.DrainAsync(stop);
        return stable;
    }

    async Task<string> ReceiveAsync(FeedSession session, VenueConnection connection, CancellationToken end)
    {
        try
        {
            while (await connection.ReceiveAsync(end) is { } frame)
            {
                lock (_gate)
                {
                    session.Accept(frame.Span, NowMs);
                    Flush(session);
                    if (session.Broken is { } broken)
                        return broken;
                }
                if (!await _messages.RoomAsync(_options.ConsumerPatience, _clock, end))
                    return $"the consumer is {_messages.Capacity} messages behind";
            }
            return connection.ClosedBecause;
        }
        catch (VenueConnectionException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException)
        {
            return "cancelled";
        }
    }

    async Task<string> WatchAsync(FeedSession session, CancellationToken end)
    {
        try
        {
            while (true)
            {
                await Task.Delay(_options.WatchPeriod, _clock, end);
                lock (_gate)
                {
                    session.Tick(NowMs);
                    Flush(session);
                    if (session.Broken is { } broken)
                        return broken;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return "cancelled";
        }
    }

    static async Task<string> StoppedAsync(CancellationToken stop, CancellationToken end)
    {
        var stopped = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var asked = stop.Register(() => stopped.TrySetResult("the feed was stopped"));
        await using var ended = end.Register(() => stopped.TrySetResult("cancelled"));
        return await stopped.Task;
    }

    static async Task<string> SendAsync(VenueConnection connection, ChannelReader<byte[]> commands, CancellationToken end)
    {
        try
        {
            await foreach (var command in commands.ReadAllAsync(end))
                await connection.SendAsync(command, end);
            return "cancelled";
        }
        catch (VenueConnectionException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException)
        {
            return "cancelled";
        }
    }

    void Emit(FeedMessage message)
    {
        if (!_messages.Write(message))
            _session?.Break($"the consumer is {_messages.Capacity} messages behind");
        Doubt(message);
    }

    void Flush(FeedSession session)
    {
        while (session.Outgoing.TryDequeue(out var command))
            if (!_outgoing!.Writer.TryWrite(command))
                session.Break($"more than {OutgoingMax} commands wait for the socket");
    }

    long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(3100, LogLevel.Information, "Kalshi feed connected to {Environment}, session {Session}")]
    static partial void LogConnected(ILogger logger, string environment, string session);

    [LoggerMessage(3101, LogLevel.Warning, "Kalshi feed has no connection ({Reason}); next attempt in {Seconds} s. Until then every book is stale")]
    static partial void LogReconnecting(ILogger logger, string reason, double seconds);

    [LoggerMessage(3102, LogLevel.Error, "Kalshi feed failed {Limit} times in a short time and pauses for {Seconds} s: look at the reasons above")]
    static partial void LogStorm(ILogger logger, int limit, double seconds);

    [LoggerMessage(3103, LogLevel.Information, "Kalshi feed stopped")]
    static partial void LogStopped(ILogger logger);
}

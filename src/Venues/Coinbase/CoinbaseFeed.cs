using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Kalshi.Venues;

/// <summary>Prices of the underlying over one connection to Coinbase, which it makes, watches and makes again.</summary>
/// <remarks>A consumer that does not keep up breaks the connection (<see cref="CoinbaseFeedOptions.QueueCapacity"/>).</remarks>
public sealed partial class CoinbaseFeed
{
    static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);
    static readonly TimeSpan StormWindow = TimeSpan.FromMinutes(1);

    readonly CoinbaseFeedOptions _options;
    readonly Uri _address;
    readonly TimeProvider _clock;
    readonly ILogger<CoinbaseFeed> _log;
    readonly FullJitterBackoff _backoff;
    readonly StormBreaker _breaker;
    readonly FeedQueue<SpotMessage> _messages;
    readonly Lock _gate = new();
    CoinbaseSession? _session;
    string? _lastFailure;
    long _lastSessionMs;

    /// <exception cref="ArgumentException">No product, or clear text beyond the loopback.</exception>
    public CoinbaseFeed(CoinbaseFeedOptions options, TimeProvider clock, Random random, ILogger<CoinbaseFeed> log)
    {
        ArgumentOutOfRangeException.ThrowIfZero(options.Products.Count, nameof(options.Products));
        _options = options;
        _address = options.Address ?? new(options.Api == CoinbaseApi.AdvancedTrade
            ? "wss://advanced-trade-ws.coinbase.com" : "wss://ws-feed.exchange.coinbase.com");
        if (_address.Scheme != Uri.UriSchemeWss && !(_address.Scheme == Uri.UriSchemeWs && _address.IsLoopback))
            throw new ArgumentException($"COINBASE_WS_URL: '{_address}' is neither wss nor ws on the loopback", nameof(options));
        _clock = clock;
        _log = log;
        _backoff = new(options.ReconnectBackoff, options.BackoffMax, random);
        _breaker = new(options.StormLimit, StormWindow, options.StormPause);
        _messages = new(options.QueueCapacity);
    }

    /// <summary>Everything read, in order; ends when the feed is stopped.</summary>
    public ChannelReader<SpotMessage> Messages => _messages.Reader;

    public SpotCounters Counters { get; } = new();

    /// <summary>For health checks: the open session and when it last spoke (Unix milliseconds), and why the last one ended.</summary>
    public (string? Session, long? LastMessageMs, string? LastFailure) Health()
    {
        lock (_gate)
            return (_session?.Id, _session?.LastMessageMs, _lastFailure);
    }

    /// <summary>Runs the feed until <paramref name="stop"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                var (reason, complete) = await RunSessionAsync(stop);
                stop.ThrowIfCancellationRequested();
                attempt = complete ? 0 : attempt;
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

    async Task<(string Reason, bool Complete)> RunSessionAsync(CancellationToken stop)
    {
        VenueConnection connection;
        try
        {
            connection = await VenueConnection.OpenAsync(_address, [], _options.FrameMaxBytes, _options.ConnectTimeout, _clock, stop);
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
            Task<string>[] loops = [ReceiveAsync(session, connection, end.Token), WatchAsync(session, stop, end.Token)];
            var reason = await await Task.WhenAny(loops);
            if (stop.IsCancellationRequested)
                await connection.CloseAsync(CloseTimeout, _clock);
            await end.CancelAsync();
            await Task.WhenAll(loops);
            connection.Dispose();
            lock (_gate)
            {
                session.Close(reason, NowMs);
                _session = null;
            }
            await _messages.DrainAsync(stop);
            return (reason, session.IsComplete);
        }
    }

    CoinbaseSession Open()
    {
        lock (_gate)
        {
            _lastSessionMs = Math.Max(NowMs, _lastSessionMs + 1);
            _session = new(_lastSessionMs.ToString(CultureInfo.InvariantCulture), _options, Counters, NowMs, Emit);
            Counters.Connections++;
            LogConnected(_log, _address.Host, _session.Id);
            return _session;
        }
    }

    async Task<string> ReceiveAsync(CoinbaseSession session, VenueConnection connection, CancellationToken end)
    {
        try
        {
            foreach (var subscription in Subscriptions())
                await connection.SendAsync(subscription, end);
            while (await connection.ReceiveAsync(end) is { } frame)
                lock (_gate)
                {
                    session.Accept(frame.Span, NowMs);
                    if (session.Broken is { } broken)
                        return broken;
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

    async Task<string> WatchAsync(CoinbaseSession session, CancellationToken stop, CancellationToken end)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, end);
        try
        {
            while (true)
            {
                await Task.Delay(_options.WatchPeriod, _clock, either.Token);
                lock (_gate)
                {
                    session.Tick(NowMs);
                    if (session.Broken is { } broken)
                        return broken;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return "the feed was stopped";
        }
    }

    /// <summary>Advanced Trade takes one channel a message; the heartbeats keep a quiet connection open.</summary>
    IEnumerable<byte[]> Subscriptions()
    {
        var products = JsonSerializer.Serialize(_options.Products, CoinbaseJson.Default.IReadOnlyListString);
        return (_options.Api switch
        {
            CoinbaseApi.AdvancedTrade => new[]
            {
                $$"""{"type":"subscribe","product_ids":{{products}},"channel":"heartbeats"}""",
                $$"""{"type":"subscribe","product_ids":{{products}},"channel":"ticker"}""",
            },
            CoinbaseApi.ExchangeTicker => [$$"""{"type":"subscribe","product_ids":{{products}},"channels":["heartbeat","ticker"]}"""],
            _ => [$$"""{"type":"subscribe","product_ids":{{products}},"channels":["heartbeat","matches"]}"""],
        }).Select(System.Text.Encoding.UTF8.GetBytes);
    }

    void Emit(SpotMessage message)
    {
        if (!_messages.Write(message))
            _session?.Break($"the consumer is {_messages.Capacity} messages behind");
    }

    long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(3200, LogLevel.Information, "Spot feed connected to {Host}, session {Session}")]
    static partial void LogConnected(ILogger logger, string host, string session);

    [LoggerMessage(3201, LogLevel.Warning, "Spot feed has no connection ({Reason}); next attempt in {Seconds} s. Until then the spot price is stale")]
    static partial void LogReconnecting(ILogger logger, string reason, double seconds);

    [LoggerMessage(3202, LogLevel.Error, "Spot feed failed {Limit} times within a minute and pauses for {Seconds} s: look at the reasons above")]
    static partial void LogStorm(ILogger logger, int limit, double seconds);

    [LoggerMessage(3203, LogLevel.Information, "Spot feed stopped")]
    static partial void LogStopped(ILogger logger);
}

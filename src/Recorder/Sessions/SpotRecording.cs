using System.Globalization;
using System.Text;
using System.Text.Json;
using Kalshi.Venues;
using Microsoft.Extensions.Logging;

namespace Kalshi.Recorder;

/// <summary>Records the spot venue's trades (Coinbase Exchange, channel <c>matches</c>) as lines of CSV.</summary>
sealed partial class SpotRecording : IDisposable
{
    const string Heading = "exchange_ts_utc,local_recv_ns,price,trade_id,raw_event_type";

    static readonly string[] Channels = ["matches", "heartbeat"];

    readonly RecorderOptions _options;
    readonly RotatingFile _files;
    readonly RecorderProgress _progress;
    readonly TimeProvider _clock;
    readonly FullJitterBackoff _backoff;
    readonly ILogger _log;
    DateTimeOffset _flushed;
    long _lastNs;

    internal SpotRecording(
        RecorderOptions options, SessionFolder folder, RecorderProgress progress, TimeProvider clock, Random random, ILogger log, Action<SessionManifest> ended)
    {
        (_options, _progress, _clock, _log) = (options, progress, clock, log);
        _backoff = new(options.Backoff, options.BackoffMax, random);
        _files = new(
            folder, SessionFolder.Spot, SessionFolder.TradesExtension, options.FileLength,
            (file, _, _) => file.WriteHeading(Encoding.ASCII.GetBytes(Heading)), ended);
    }

    internal async Task RunAsync(Uri address, CancellationToken stop)
    {
        for (var attempt = 0; !stop.IsCancellationRequested; attempt++)
        {
            var began = _clock.GetUtcNow();
            try
            {
                await ConnectAndRecordAsync(address, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (VenueConnectionException e)
            {
                LogLost(_log, e.Message);
            }
            if (_clock.GetUtcNow() - began > _options.BackoffMax)
                attempt = 0;
            await Task.Delay(_backoff.Delay(attempt), _clock, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    internal void Close() => _files.Close();

    public void Dispose() => _files.Dispose();

    async Task ConnectAndRecordAsync(Uri address, CancellationToken stop)
    {
        using var connection = await VenueConnection.OpenAsync(address, [], _options.FrameMaxBytes, _options.ConnectTimeout, _clock, stop);
        await connection.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "subscribe",
            product_ids = new[] { _options.SpotProduct },
            channels = Channels,
        }), stop);
        while (true)
        {
            // The heartbeat comes each second: so long a silence is the end of the connection.
            using var silence = new CancellationTokenSource(2 * _options.SilenceMax, _clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, stop);
            try
            {
                if (await connection.ReceiveAsync(either.Token) is not { } message)
                    throw new VenueConnectionException(connection.ClosedBecause);
                Record(message);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                throw new VenueConnectionException($"no message for {2 * _options.SilenceMax.TotalSeconds:F0} s");
            }
        }
    }

    void Record(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var root = document.RootElement;
            var type = root.GetProperty("type").GetString();
            if (type is "match" or "last_match")
                Write(type, root);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            _progress.Unreadable();
            LogUnreadable(_log, e.Message);
        }
    }

    void Write(string type, JsonElement trade)
    {
        var (time, price, id) = (trade.GetProperty("time").GetString(), trade.GetProperty("price").GetString(), trade.GetProperty("trade_id").GetInt64());
        if (!DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
            || !decimal.TryParse(price, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
            throw new FormatException($"trade {id}: time '{time}' or price '{price}' is malformed");
        _lastNs = Math.Max(_lastNs, Nanoseconds.Of(_clock.GetUtcNow()));
        var now = Nanoseconds.ToTime(_lastNs);
        _files.At(now).WriteFrame(_lastNs, type, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{time},{_lastNs},{price},{id},{type}")));
        _progress.Trade();
        if (now - _flushed < _options.FlushInterval)
            return;
        _files.Flush();
        _flushed = now;
    }

    [LoggerMessage(EventId = 9011, Level = LogLevel.Warning, Message = "The spot feed was lost and is connected again: {Reason}")]
    static partial void LogLost(ILogger log, string reason);

    [LoggerMessage(EventId = 9012, Level = LogLevel.Warning, Message = "A message of the spot feed cannot be read and is left out: {Reason}")]
    static partial void LogUnreadable(ILogger log, string reason);
}

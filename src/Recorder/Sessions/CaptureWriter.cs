using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Kalshi.Venues;

namespace Kalshi.Recorder;

/// <summary>Writes the lines of captures: <c>{recv_ns, frame}</c> for what the venue sent, <c>{recv_ns, control, market_ticker?,
/// data}</c> for the recorder's own marks. Frames are written as they came.</summary>
/// <remarks>Every file describes its markets itself, so that it can be played without the one before.</remarks>
sealed class CaptureWriter : IDisposable
{
    readonly Lock _gate = new();
    readonly TimeProvider _clock;
    readonly RotatingFile _files;
    readonly SortedDictionary<string, CatalogueMarket> _watched = new(StringComparer.Ordinal);
    long _lastNs;
    bool _continued;

    internal CaptureWriter(SessionFolder folder, TimeSpan length, TimeProvider clock, Action<SessionManifest> ended)
    {
        _clock = clock;
        _files = new(folder, SessionFolder.Kalshi, SessionFolder.FramesExtension, length, Begin, ended);
    }

    /// <summary>Whether a file has gone on from another since this was last asked: then books need new snapshots.</summary>
    internal bool TakeContinued()
    {
        lock (_gate)
        {
            var continued = _continued;
            _continued = false;
            return continued;
        }
    }

    internal (string? File, long Bytes) State
    {
        get
        {
            lock (_gate)
                return (_files.Name, _files.Bytes);
        }
    }

    internal void Frame(string type, ReadOnlyMemory<byte> frame)
    {
        lock (_gate)
        {
            var (time, ns) = Now();
            var file = _files.At(time);
            var line = new ArrayBufferWriter<byte>(frame.Length + 48);
            Write(line, "{\"recv_ns\":");
            Write(line, ns.ToString(CultureInfo.InvariantCulture));
            Write(line, ",\"frame\":");
            line.Write(frame.Span);
            Write(line, "}");
            file.WriteFrame(ns, type, line.WrittenSpan);
        }
    }

    internal void Control(string name, object? data = null)
    {
        lock (_gate)
        {
            var (time, ns) = Now();
            Control(_files.At(time), ns, name, null, data);
        }
    }

    internal void Watch(CatalogueMarket market)
    {
        lock (_gate)
        {
            var (time, ns) = Now();
            var file = _files.At(time);
            _watched[market.Ticker.Value] = market;
            Control(file, ns, Marks.WatchMarket, market.Ticker.Value, Describe(market));
        }
    }

    internal void Unwatch(string ticker)
    {
        lock (_gate)
        {
            var (time, ns) = Now();
            _watched.Remove(ticker);
            Control(_files.At(time), ns, Marks.MarketEnded, ticker, new { market_ticker = ticker });
        }
    }

    internal void Flush()
    {
        lock (_gate)
            _files.Flush();
    }

    internal void Close()
    {
        lock (_gate)
            _files.Close();
    }

    public void Dispose() => _files.Dispose();

    void Begin(SessionFile file, DateTimeOffset time, string? previous)
    {
        if (previous is not null)
        {
            Control(file, _lastNs, Marks.Continued, null, new { previous });
            _continued = true;
        }
        foreach (var (ticker, market) in _watched)
            Control(file, _lastNs, Marks.WatchMarket, ticker, Describe(market));
    }

    /// <summary>Never earlier than the line before, whatever the machine's clock does.</summary>
    (DateTimeOffset Time, long Ns) Now()
    {
        _lastNs = Math.Max(_lastNs, Nanoseconds.Of(_clock.GetUtcNow()));
        return (Nanoseconds.ToTime(_lastNs), _lastNs);
    }

    static void Control(SessionFile file, long ns, string name, string? market, object? data) =>
        file.WriteControl(ns, name, name == Marks.WatchMarket ? market : null,
            JsonSerializer.SerializeToUtf8Bytes(market is null
                ? new { recv_ns = ns, control = name, data = data ?? new { } }
                : (object)new { recv_ns = ns, control = name, market_ticker = market, data }));

    static object Describe(CatalogueMarket market) => new
    {
        market_ticker = market.Ticker.Value,
        event_ticker = market.EventTicker,
        status = market.Status,
        open_time = Iso(market.OpenTs),
        close_time = Iso(market.CloseTs),
        strike_type = market.StrikeTypeRaw ?? market.StrikeType,
        strike = market.Lower ?? market.Upper,
        cap_strike = market.Lower is null ? null : market.Upper,
        price_level_structure = market.PriceLevelStructure,
    };

    static string? Iso(long? seconds) => seconds is { } known
        ? DateTimeOffset.FromUnixTimeSeconds(known).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : null;

    static void Write(ArrayBufferWriter<byte> line, string text) => Encoding.UTF8.GetBytes(text, line);
}

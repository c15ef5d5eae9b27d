using Kalshi.Venues;

namespace Kalshi.Recorder;

/// <summary>One connection to the venue's stream while it is recorded: what is subscribed, and how far its numbers have come.</summary>
/// <remarks>One task receives, one other sends.</remarks>
sealed class WatchedStream(VenueConnection connection, CaptureWriter capture, RecorderProgress progress, TimeProvider clock)
{
    readonly Lock _gate = new();
    readonly Dictionary<string, int> _sids = new(StringComparer.Ordinal);
    readonly Dictionary<int, long> _sequences = [];
    readonly HashSet<string> _tickers = new(StringComparer.Ordinal);
    long _lastId;
    long _heardTicks = clock.GetUtcNow().UtcTicks;
    bool _probed;

    internal async Task SubscribeAsync(IReadOnlyCollection<CatalogueMarket> markets, CancellationToken stop)
    {
        foreach (var market in markets)
            _tickers.Add(market.Ticker.Value);
        await SendAsync(id => StreamCommands.Subscribe(id, StreamCommands.Lifecycle, null), stop);
        foreach (var channel in StreamCommands.ByMarket)
        {
            foreach (var tickers in KalshiRecording.InCommands(_tickers))
                await SendAsync(id => StreamCommands.Subscribe(id, channel, tickers), stop);
        }
    }

    /// <summary>Reads until the connection ends.</summary>
    /// <exception cref="VenueConnectionException">Always in the end, with the reason.</exception>
    internal async Task ReceiveAsync(CancellationToken stop)
    {
        while (await connection.ReceiveAsync(stop) is { } frame)
        {
            Volatile.Write(ref _heardTicks, clock.GetUtcNow().UtcTicks);
            Volatile.Write(ref _probed, false);
            Record(frame);
        }
        throw new VenueConnectionException(connection.ClosedBecause);
    }

    /// <summary>Subscribes what has opened, and leaves what has ended.</summary>
    internal async Task FollowAsync(IReadOnlyCollection<CatalogueMarket> open, CancellationToken stop)
    {
        var opened = open.Where(m => !_tickers.Contains(m.Ticker.Value)).ToList();
        var ended = _tickers.Except(open.Select(m => m.Ticker.Value)).ToList();
        foreach (var market in opened)
        {
            capture.Watch(market);
            _tickers.Add(market.Ticker.Value);
        }
        await UpdateAsync("add_markets", [.. opened.Select(m => m.Ticker.Value)], StreamCommands.ByMarket, stop);
        await UpdateAsync("delete_markets", ended, StreamCommands.ByMarket, stop);
        foreach (var ticker in ended)
        {
            capture.Unwatch(ticker);
            _tickers.Remove(ticker);
        }
        progress.Markets(_tickers.Count);
    }

    internal Task AskForSnapshotsAsync(CancellationToken stop) => UpdateAsync("get_snapshot", [.. _tickers], [StreamCommands.Book], stop);

    /// <summary>After some silence the venue is asked whether it is there; twice as long is the end.</summary>
    /// <exception cref="VenueConnectionException">The venue did not answer.</exception>
    internal async Task ProbeAsync(DateTimeOffset now, TimeSpan silenceMax, CancellationToken stop)
    {
        var silence = now.UtcTicks - Volatile.Read(ref _heardTicks);
        if (silence > 2 * silenceMax.Ticks)
            throw new VenueConnectionException($"no frame for {TimeSpan.FromTicks(silence).TotalSeconds:F0} s, nor an answer");
        if (silence <= silenceMax.Ticks || Volatile.Read(ref _probed))
            return;
        Volatile.Write(ref _probed, true);
        await SendAsync(StreamCommands.Probe, stop);
    }

    void Record(ReadOnlyMemory<byte> frame)
    {
        FrameHeader header;
        try
        {
            header = FrameHeader.Read(frame);
        }
        catch (FormatException e)
        {
            capture.Control(Marks.UnreadableFrame, new { reason = e.Message, bytes = Convert.ToBase64String(frame.Span) });
            progress.Unreadable();
            return;
        }
        if (!Follows(header))
            return;
        capture.Frame(header.Type, frame);
        progress.Frame();
        if (header is { Type: "subscribed", Channel: { } channel, Sid: { } sid })
        {
            lock (_gate)
                _sids[channel] = sid;
        }
        if (header is { Type: "error", Code: 10 or 25 })
            throw new VenueConnectionException($"the venue ended subscription {header.Sid} with error {header.Code}");
    }

    /// <summary>Whether the frame is the next of its subscription; one that came already is not recorded again.</summary>
    /// <exception cref="VenueConnectionException">Frames are missing before it.</exception>
    bool Follows(FrameHeader header)
    {
        if (header is not { Sid: { } sid, Sequence: { } sequence })
            return true;
        var last = _sequences.GetValueOrDefault(sid);
        if (sequence == last + 1)
        {
            _sequences[sid] = sequence;
            return true;
        }
        if (sequence <= last)
        {
            capture.Control(Marks.DuplicateFrame, new { sid, seq = sequence, last });
            progress.Duplicate();
            return false;
        }
        capture.Control(Marks.SequenceGap, new { sid, seq = sequence, last });
        progress.Gap();
        throw new VenueConnectionException($"subscription {sid}: after {last} came {sequence}");
    }

    async Task UpdateAsync(string action, List<string> tickers, IReadOnlyList<string> channels, CancellationToken stop)
    {
        if (tickers.Count == 0)
            return;
        foreach (var channel in channels)
        {
            int? sid;
            lock (_gate)
                sid = _sids.TryGetValue(channel, out var known) ? known : null;
            foreach (var chunk in KalshiRecording.InCommands(tickers))
            {
                // A connection that began without markets has no subscription to extend.
                if (sid is { } there)
                    await SendAsync(id => StreamCommands.Update(id, there, action, chunk), stop);
                else if (action == "add_markets")
                    await SendAsync(id => StreamCommands.Subscribe(id, channel, chunk), stop);
            }
        }
    }

    async Task SendAsync(Func<long, byte[]> command, CancellationToken stop) => await connection.SendAsync(command(++_lastId), stop);
}

using System.Globalization;
using System.Text.Json;

namespace Kalshi.Recorder;

/// <summary>Follows a capture line by line, by the plainest model there is.</summary>
sealed class CaptureCheck
{
    readonly Dictionary<string, Dictionary<(string Side, string Price), decimal>> _books = new(StringComparer.Ordinal);
    readonly Dictionary<int, long> _sequences = [];
    readonly HashSet<string> _watched = new(StringComparer.Ordinal);
    long _lastNs;
    long _lastTrade;
    bool _continued;

    internal int Books => _books.Count;

    internal int Levels => _books.Values.Sum(b => b.Count);

    /// <exception cref="FormatException">The line cannot follow the ones before.</exception>
    internal void Line(string text)
    {
        using var document = JsonDocument.Parse(text);
        var line = document.RootElement;
        Time(line.GetProperty("recv_ns").GetInt64());
        if (line.TryGetProperty("control", out var control))
            Control(control.GetString(), line);
        else
            Frame(line.GetProperty("frame"));
    }

    /// <exception cref="FormatException">No trade, or one that is older than the one before.</exception>
    internal void Trade(string text)
    {
        var fields = text.Split(',');
        if (fields.Length != 5)
            throw new FormatException($"'{text}' has {fields.Length} fields instead of 5");
        Time(long.Parse(fields[1], CultureInfo.InvariantCulture));
        _ = decimal.Parse(fields[2], CultureInfo.InvariantCulture);
        var id = long.Parse(fields[3], CultureInfo.InvariantCulture);
        if (id < _lastTrade)
            throw new FormatException($"trade {id} comes after {_lastTrade}");
        _lastTrade = id;
    }

    void Time(long receivedNs)
    {
        if (receivedNs < _lastNs)
            throw new FormatException($"recv_ns {receivedNs} is earlier than {_lastNs} of the line before");
        _lastNs = receivedNs;
    }

    void Control(string? name, JsonElement line)
    {
        switch (name)
        {
            case Marks.WatchMarket: _watched.Add(line.GetProperty("market_ticker").GetString()!); break;
            case Marks.Continued: _continued = true; break;
            case Marks.Connected: _sequences.Clear(); break;
        }
    }

    void Frame(JsonElement frame)
    {
        var header = FrameHeader.Read(JsonSerializer.SerializeToUtf8Bytes(frame));
        if (header is { Sid: { } sid, Sequence: { } sequence })
        {
            // A file that goes on where another ended begins in the middle of the numbers.
            var known = _sequences.TryGetValue(sid, out var last) || !_continued;
            // Each gap once: what comes after it is counted from there.
            _sequences[sid] = sequence;
            if (known && sequence != last + 1)
                throw new FormatException($"subscription {sid}: after {last} came {sequence}");
        }
        if (header.Type is not ("orderbook_snapshot" or "orderbook_delta"))
            return;
        var msg = frame.GetProperty("msg");
        var ticker = msg.GetProperty("market_ticker").GetString()!;
        if (!_watched.Contains(ticker))
            throw new FormatException($"{ticker} has a book before it was described");
        if (header.Type == "orderbook_snapshot")
            _books[ticker] = Snapshot(msg);
        else
            Change(ticker, msg);
    }

    static Dictionary<(string, string), decimal> Snapshot(JsonElement msg)
    {
        var book = new Dictionary<(string, string), decimal>();
        foreach (var (side, field) in new[] { ("yes", "yes_dollars_fp"), ("no", "no_dollars_fp") })
        {
            if (!msg.TryGetProperty(field, out var levels))
                continue;
            foreach (var level in levels.EnumerateArray())
                book[(side, level[0].GetString()!)] = Size(level[1]);
        }
        return book;
    }

    void Change(string ticker, JsonElement msg)
    {
        if (!_books.TryGetValue(ticker, out var book))
        {
            if (_continued)
                return;
            throw new FormatException($"{ticker} changes before its first snapshot");
        }
        var level = (msg.GetProperty("side").GetString()!, msg.GetProperty("price_dollars").GetString()!);
        var size = book.GetValueOrDefault(level) + Size(msg.GetProperty("delta_fp"));
        if (size < 0)
            throw new FormatException($"{ticker}: {level.Item1} bids at {level.Item2} fall to {size}");
        if (size == 0)
            book.Remove(level);
        else
            book[level] = size;
    }

    static decimal Size(JsonElement text) => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}

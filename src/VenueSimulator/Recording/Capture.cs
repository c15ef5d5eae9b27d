using System.Text.Json;

namespace Kalshi.VenueSimulator;

/// <summary>Collects a capture line by line, and checks that it can be played.</summary>
sealed class Capture
{
    static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    static readonly TimeSpan SettlementTimer = TimeSpan.FromSeconds(60);

    readonly Dictionary<string, JsonElement> _watched = new(StringComparer.Ordinal);
    readonly Dictionary<string, Guid> _ids = new(StringComparer.Ordinal);
    readonly Dictionary<string, OrderBook> _books = new(StringComparer.Ordinal);
    readonly Dictionary<string, Settlement> _settlements = new(StringComparer.Ordinal);
    DateTimeOffset? _start;
    bool _continued;

    internal List<FlowEvent> Frames { get; } = [];

    internal DateTimeOffset Start => _start ?? throw new InvalidOperationException("an empty capture has no start");

    internal DateTimeOffset End { get; private set; }

    /// <summary>Results that the capture itself holds.</summary>
    internal IReadOnlyDictionary<string, Settlement> Settlements => _settlements;

    /// <exception cref="FormatException">A line that cannot be played.</exception>
    internal void Add(JsonElement line)
    {
        var received = RecordedLine.ReceivedAt(line);
        _start ??= received;
        if (received < End)
            throw new FormatException("recv_ns is earlier than that of the line before");
        End = received;

        if (line.TryGetProperty("control", out var control))
            AddControl(control.GetString(), line);
        else if (line.TryGetProperty("frame", out var frame))
            AddFrame(frame, received - Start);
        else
            throw new FormatException("neither a frame nor a control");
    }

    internal IReadOnlyList<MarketTerms> Markets() => [.. _watched.Select(w => Terms(w.Key, w.Value))];

    void AddControl(string? control, JsonElement line)
    {
        // A recorder went on in a new file: until their snapshots come, this file alone does not know the books.
        _continued |= control == "continued";
        if (control != "watch_market")
            return;
        var data = line.GetProperty("data");
        var ticker = RecordedLine.Text(data, "market_ticker");
        if (ticker.Count(c => c == '-') < 2)
            throw new FormatException($"market_ticker: '{ticker}' is not series, event and strike joined by dashes");
        _ = Terms(ticker, data);
        _watched[ticker] = data.Clone();
    }

    void AddFrame(JsonElement frame, TimeSpan at)
    {
        if (RecordedLine.Settlement(frame) is { } ended)
            _settlements[ended.Ticker] = ended.Settlement;
        if (RecordedLine.Frame(frame, at, Start) is not { } happening)
            return;
        var ticker = happening switch
        {
            BookChanged c => c.Ticker,
            BookReplaced r => r.Ticker,
            TickerPublished t => t.Ticker,
            ContractTraded t => t.Ticker,
            _ => throw new FormatException($"a {happening.GetType().Name} has no market"),
        };
        if (!_watched.ContainsKey(ticker))
            throw new FormatException($"{ticker} has data before a watch_market control has described it");
        if (happening is not ContractTraded)
            _ids.TryAdd(ticker, RecordedLine.MarketId(frame));
        if (happening is BookChanged && _continued && !_books.ContainsKey(ticker))
            return;
        Check(happening);
        Frames.Add(happening);
    }

    void Check(FlowEvent happening)
    {
        if (happening is BookReplaced replacement)
        {
            var book = _books[replacement.Ticker] = new();
            book.Replace(BookSide.Yes, replacement.Yes);
            book.Replace(BookSide.No, replacement.No);
        }
        else if (happening is BookChanged change)
        {
            if (!_books.TryGetValue(change.Ticker, out var book))
                throw new FormatException($"{change.Ticker} has a delta before its first snapshot");
            book.Change(change.Side, change.Price, change.Delta);
        }
    }

    /// <summary>What the recorder wrote of a market. The oldest captures know strike and closing time only, and are all of
    /// fifteen minute windows.</summary>
    MarketTerms Terms(string ticker, JsonElement data)
    {
        var lastDash = ticker.LastIndexOf('-');
        var close = WireTime.Parse(RecordedLine.Text(data, "close_time"), "close_time") - Start;
        var open = data.TryGetProperty("open_time", out _) ? WireTime.Parse(RecordedLine.Text(data, "open_time"), "open_time") - Start : close - Window;
        var type = data.TryGetProperty("strike_type", out _) ? RecordedLine.Text(data, "strike_type") : "greater_or_equal";
        var grid = data.TryGetProperty("price_level_structure", out _)
            ? PriceGrid.Named(RecordedLine.Text(data, "price_level_structure"))
            : PriceGrid.TaperedDeciCent;
        return new(
            ticker, ticker[..lastDash], ticker[..ticker.IndexOf('-', StringComparison.Ordinal)], _ids.GetValueOrDefault(ticker),
            type, data.GetProperty("strike").GetDecimal(), open - Window, open, close, SettlementTimer, grid)
        {
            Cap = data.TryGetProperty("cap_strike", out var cap) && cap.ValueKind == JsonValueKind.Number ? cap.GetDecimal() : null,
        };
    }
}

using System.IO.Compression;
using System.Text.Json;

namespace Kalshi.VenueSimulator;

/// <summary>A session from a capture of the real stream and the spot trades of the same hours.</summary>
/// <remarks>Every recorded data frame is played once, in order of receipt. The recorder reconnected at a market rotation;
/// the first state of a market on the later connection is then the first this session has of it. A state that repeats a
/// market replaces the book and is passed on as a snapshot with the next number of the subscription.</remarks>
sealed class RecordedFlow : IVenueFlow
{
    static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    static readonly TimeSpan DeterminedAfter = TimeSpan.FromSeconds(15);
    static readonly TimeSpan SettlementTimer = TimeSpan.FromSeconds(60);

    readonly IReadOnlyList<MarketTerms> _markets;
    readonly IReadOnlyList<FlowEvent> _frames;
    readonly IReadOnlyList<SpotTraded> _trades;
    readonly RecordedResults _results;
    readonly bool _allOpen;

    RecordedFlow(
        DateTimeOffset start, IReadOnlyList<MarketTerms> markets, IReadOnlyList<FlowEvent> frames, IReadOnlyList<SpotTraded> trades,
        RecordedResults results, bool allOpen)
    {
        SubSecond = TimeSpan.FromTicks(start.Ticks % TimeSpan.TicksPerSecond);
        (_markets, _frames, _trades, _results, _allOpen) = (markets, frames, trades, results, allOpen);
    }

    public TimeSpan SubSecond { get; }

    public IEnumerable<FlowEvent> Opening =>
    [
        .. _markets.Select(m => new MarketCreated(m.Created, m)),
        .. Statuses().Where(s => IsPast(s)),
        .. _trades.TakeWhile(t => t.At < TimeSpan.Zero),
    ];

    public IEnumerable<FlowEvent> Data => Merge(_frames, _trades.SkipWhile(t => t.At < TimeSpan.Zero));

    public IEnumerable<FlowEvent> Lifecycle => Statuses().Where(s => !IsPast(s)).OrderBy(s => s.At);

    /// <param name="recording">A capture, gzipped JSON lines.</param>
    /// <param name="spot">Trades of the same time; null for none.</param>
    /// <param name="allOpen">Every market is open from the start: without pacing the data of a later market would else be
    /// gone before the clock opens it.</param>
    /// <exception cref="InvalidDataException">A line that cannot be played, with its number and the reason.</exception>
    internal static RecordedFlow Read(string recording, string? spot, bool allOpen)
    {
        var capture = new Capture();
        using (var file = new StreamReader(new GZipStream(File.OpenRead(recording), CompressionMode.Decompress)))
        {
            for (var number = 1; file.ReadLine() is { } line; number++)
            {
                try
                {
                    using var document = JsonDocument.Parse(line);
                    capture.Add(document.RootElement);
                }
                catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
                {
                    throw new InvalidDataException($"{recording}:{number}: {e.Message}", e);
                }
            }
        }
        if (capture.Frames.Count == 0)
            throw new InvalidDataException($"{recording}: holds no data frame");
        var trades = spot is null ? [] : RecordedTrades.Read(spot, capture.Start, capture.End);
        return new(capture.Start, capture.Markets(), capture.Frames, trades, RecordedResults.Beside(recording), allOpen);
    }

    bool IsPast(MarketStatusChanged change) =>
        change.At <= TimeSpan.Zero || (_allOpen && change.Status == MarketStatus.Active);

    IEnumerable<MarketStatusChanged> Statuses()
    {
        foreach (var market in _markets)
        {
            yield return new(market.Open, market.Ticker, MarketStatus.Active);
            yield return new(market.Close, market.Ticker, MarketStatus.Closed);
            if (_results.Of(market.Ticker) is not { } settlement)
                continue;
            var determined = market.Close + DeterminedAfter;
            yield return new(determined, market.Ticker, MarketStatus.Determined, settlement);
            yield return new(determined + SettlementTimer, market.Ticker, MarketStatus.Finalized);
        }
    }

    static IEnumerable<FlowEvent> Merge(IEnumerable<FlowEvent> frames, IEnumerable<SpotTraded> trades)
    {
        using var trade = trades.GetEnumerator();
        var more = trade.MoveNext();
        foreach (var frame in frames)
        {
            for (; more && trade.Current.At <= frame.At; more = trade.MoveNext())
                yield return trade.Current;
            yield return frame;
        }
        for (; more; more = trade.MoveNext())
            yield return trade.Current;
    }

    /// <summary>Collects a capture line by line, and checks that it can be played.</summary>
    sealed class Capture
    {
        readonly Dictionary<string, (decimal Strike, DateTimeOffset Close)> _watched = new(StringComparer.Ordinal);
        readonly Dictionary<string, Guid> _ids = new(StringComparer.Ordinal);
        readonly Dictionary<string, OrderBook> _books = new(StringComparer.Ordinal);
        DateTimeOffset? _start;

        internal List<FlowEvent> Frames { get; } = [];

        internal DateTimeOffset Start => _start ?? throw new InvalidOperationException("an empty capture has no start");

        internal DateTimeOffset End { get; private set; }

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

        internal IReadOnlyList<MarketTerms> Markets() => [.. _watched.Select(w => Terms(w.Key, w.Value.Strike, w.Value.Close - Start))];

        void AddControl(string? control, JsonElement line)
        {
            if (control != "watch_market")
                return;
            var data = line.GetProperty("data");
            var ticker = RecordedLine.Text(data, "market_ticker");
            if (ticker.Count(c => c == '-') < 2)
                throw new FormatException($"market_ticker: '{ticker}' is not series, event and strike joined by dashes");
            _watched[ticker] =
                (data.GetProperty("strike").GetDecimal(), WireTime.Parse(RecordedLine.Text(data, "close_time"), "close_time"));
        }

        void AddFrame(JsonElement frame, TimeSpan at)
        {
            if (RecordedLine.Frame(frame, at, Start) is not { } happening)
                return;
            var ticker = happening switch
            {
                BookChanged c => c.Ticker,
                BookReplaced r => r.Ticker,
                TickerPublished t => t.Ticker,
                _ => throw new FormatException($"a {happening.GetType().Name} has no market"),
            };
            if (!_watched.ContainsKey(ticker))
                throw new FormatException($"{ticker} has data before a watch_market control has described it");
            _ids.TryAdd(ticker, RecordedLine.MarketId(frame));
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

        MarketTerms Terms(string ticker, decimal strike, TimeSpan close)
        {
            var lastDash = ticker.LastIndexOf('-');
            return new(
                ticker, ticker[..lastDash], ticker[..ticker.IndexOf('-', StringComparison.Ordinal)],
                _ids.GetValueOrDefault(ticker), "greater_or_equal", strike,
                close - 2 * Window, close - Window, close, SettlementTimer, PriceGrid.TaperedDeciCent);
        }
    }
}

using System.IO.Compression;
using System.Text.Json;

namespace Kalshi.VenueSimulator;

/// <summary>A session from a capture of the real stream and the spot trades of the same hours.</summary>
/// <remarks>Every recorded data frame is played once, in order of receipt. The recorder reconnected at a market rotation;
/// the first state of a market on the later connection is then the first this session has of it. A state that repeats a
/// market replaces the book and is passed on as a snapshot with the next number of the subscription.</remarks>
sealed class RecordedFlow : IVenueFlow
{
    static readonly TimeSpan DeterminedAfter = TimeSpan.FromSeconds(15);

    readonly IReadOnlyList<MarketTerms> _markets;
    readonly IReadOnlyList<FlowEvent> _frames;
    readonly IReadOnlyList<SpotTraded> _trades;
    readonly RecordedResults _results;
    readonly bool _allOpen;

    RecordedFlow(
        DateTimeOffset start, IReadOnlyList<MarketTerms> markets, IReadOnlyList<FlowEvent> frames, IReadOnlyList<SpotTraded> trades,
        RecordedResults results, bool allOpen)
    {
        Start = start;
        (_markets, _frames, _trades, _results, _allOpen) = (markets, frames, trades, results, allOpen);
    }

    public TimeSpan SubSecond => TimeSpan.FromTicks(Start.Ticks % TimeSpan.TicksPerSecond);

    /// <summary>When the capture began, by its recorder's clock.</summary>
    internal DateTimeOffset Start { get; }

    /// <summary>From the start to the last frame.</summary>
    internal TimeSpan Length => _frames[^1].At;

    internal IReadOnlyList<MarketTerms> Markets => _markets;

    /// <summary>How far the ids of the spot trades reach.</summary>
    internal long SpotTradeIds => _trades.Count == 0 ? 0 : _trades[^1].TradeId - _trades[0].TradeId + 1;

    public IEnumerable<FlowEvent> Opening =>
    [
        .. _markets.Select(m => new MarketCreated(m.Created, m)),
        .. Statuses().Where(s => IsPast(s)),
        .. _trades.TakeWhile(t => t.At < TimeSpan.Zero),
    ];

    public IEnumerable<FlowEvent> Data => Merge(_frames, _trades.SkipWhile(t => t.At < TimeSpan.Zero));

    public IEnumerable<FlowEvent> Lifecycle => Statuses().Where(s => !IsPast(s)).OrderBy(s => s.At);

    /// <param name="recording">A capture, gzipped JSON lines.</param>
    /// <param name="spot">Files with trades of the same time, in order; none for no trades.</param>
    /// <param name="allOpen">Every market is open from the start: without pacing the data of a later market would else be
    /// gone before the clock opens it.</param>
    /// <exception cref="InvalidDataException">A line that cannot be played, with its number and the reason.</exception>
    internal static RecordedFlow Read(string recording, IReadOnlyList<string> spot, bool allOpen)
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
        var trades = RecordedTrades.Read(spot, capture.Start, capture.End);
        return new(capture.Start, capture.Markets(), capture.Frames, trades, RecordedResults.Beside(recording, capture.Settlements), allOpen);
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
            yield return new(determined + market.SettlementTimer, market.Ticker, MarketStatus.Finalized);
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
}

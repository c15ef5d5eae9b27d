using System.Globalization;
using System.Text;
using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Venues.Tests;

/// <summary>Plays the venue to a <see cref="FeedSession"/>, with a clock that only the test moves.</summary>
sealed class SessionScript
{
    internal static readonly MarketTicker A = MarketTicker.Parse("KXBTC15M-26MAY110830-30", "test");
    internal static readonly MarketTicker B = MarketTicker.Parse("KXBTC15M-26MAY110845-45", "test");
    internal static readonly MarketTicker C = MarketTicker.Parse("KXBTCD-26MAY1109-T81000.99", "test");

    internal const int BookSid = 2;

    readonly List<FeedMessage> _messages = [];
    readonly FeedSession _session;
    int _read;

    internal SessionScript(KalshiFeedOptions? options = null)
    {
        Options = options ?? new() { Channels = [KalshiChannel.OrderBook] };
        _session = new FeedSession("1778501851892", Options, Counters, new Random(1), NowMs, _messages.Add);
    }

    internal KalshiFeedOptions Options { get; }

    internal FeedCounters Counters { get; } = new();

    internal long NowMs { get; private set; } = 1_778_501_851_892;

    internal string? Broken => _session.Broken;

    internal int ContinuousBooks => _session.ContinuousBooks;

    internal int Kept => _session.Kept;

    internal IReadOnlyList<string> SilentChannels => _session.SilentChannels;

    internal long? DeltaAgeMs => _session.DeltaAgeMs;

    internal void Distrust(MarketTicker ticker) => _session.Distrust(ticker, "REST shows another top", NowMs);

    internal void Confirm(MarketTicker ticker) => _session.Confirm(ticker);

    /// <summary>A session whose only channel is the order book, subscribed for the markets, with a snapshot of each: sequences
    /// 1 to the number of markets are used up.</summary>
    internal static SessionScript WithBooks(params MarketTicker[] tickers) => WithBooks(null, tickers);

    internal static SessionScript WithBooks(KalshiFeedOptions? options, params MarketTicker[] tickers)
    {
        var script = new SessionScript(options);
        script.Watch(tickers);
        var command = script.NextCommand();
        script.Receive($$$"""{"id":{{{command.Id}}},"type":"subscribed","msg":{"channel":"orderbook_delta","sid":{{{BookSid}}}}}""");
        for (var i = 0; i < tickers.Length; i++)
            script.Receive(Snapshot(i + 1, tickers[i]));
        script.Messages();
        return script;
    }

    internal void Watch(params MarketTicker[] tickers) => _session.Watch(tickers, NowMs);

    internal void Receive(string frame) => _session.Accept(Encoding.UTF8.GetBytes(frame), NowMs);

    internal void Close(string reason) => _session.Close(reason, NowMs);

    /// <summary>Lets time pass in the steps in which the feed looks at its deadlines.</summary>
    internal void Pass(TimeSpan time)
    {
        var end = NowMs + (long)time.TotalMilliseconds;
        while (NowMs < end)
        {
            NowMs = Math.Min(end, NowMs + (long)Options.WatchPeriod.TotalMilliseconds);
            _session.Tick(NowMs);
        }
    }

    /// <summary>The messages since the last call.</summary>
    internal IReadOnlyList<FeedMessage> Messages()
    {
        var fresh = _messages[_read..];
        _read = _messages.Count;
        return fresh;
    }

    internal Command NextCommand()
    {
        Assert.True(_session.Outgoing.TryDequeue(out var bytes), "the session sent no command");
        return new(JsonDocument.Parse(bytes).RootElement);
    }

    internal Command? TryNextCommand() =>
        _session.Outgoing.TryDequeue(out var bytes) ? new(JsonDocument.Parse(bytes).RootElement) : null;

    internal void AssertNoCommand() => Assert.Empty(_session.Outgoing);

    internal static string Snapshot(long seq, MarketTicker ticker) =>
        $$$"""{"type":"orderbook_snapshot","sid":{{{BookSid}}},"seq":{{{seq.ToString(CultureInfo.InvariantCulture)}}},"msg":{"market_ticker":"{{{ticker}}}","market_id":"9f7336db-3cc1-4690-b6ec-c59ec473689e","yes_dollars_fp":[["0.0800","300.00"]],"no_dollars_fp":[["0.5400","20.00"]]}}""";

    internal static string Delta(long seq, MarketTicker ticker, string price = "0.0800") =>
        $$$"""{"type":"orderbook_delta","sid":{{{BookSid}}},"seq":{{{seq.ToString(CultureInfo.InvariantCulture)}}},"msg":{"market_ticker":"{{{ticker}}}","market_id":"9f7336db-3cc1-4690-b6ec-c59ec473689e","price_dollars":"{{{price}}}","delta_fp":"4.00","side":"yes","ts":"2026-05-11T12:17:32.135884Z","ts_ms":1778501852135}}""";

    internal sealed record Command(JsonElement Json)
    {
        internal long Id => Json.GetProperty("id").GetInt64();

        internal string Name => Json.GetProperty("cmd").GetString()!;

        internal string? Action => Json.GetProperty("params").TryGetProperty("action", out var action) ? action.GetString() : null;

        internal IEnumerable<string> Tickers => Json.GetProperty("params").GetProperty("market_tickers").EnumerateArray().Select(ticker => ticker.GetString()!);
    }
}

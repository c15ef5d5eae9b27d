using System.IO.Compression;
using System.Text.Json;

namespace Kalshi.VenueSimulator.Tests;

/// <summary>Whole captures at full speed, compared with what the files hold by the plainest model there is.</summary>
public sealed class RecordedSessionTests
{
    static readonly string[] BookAndTicker = ["ticker", "orderbook_delta"];

    public static TheoryData<string> Captures => [.. Recordings.Names];

    [RecordingTheory]
    [MemberData(nameof(Captures))]
    public async Task A_client_of_every_market_gets_every_recorded_frame_once_and_ends_with_the_recorded_books(string name)
    {
        var recorded = RecordedFrames(Recordings.Capture(name));
        var tickers = recorded.Select(f => f.GetProperty("msg").Text("market_ticker")!).Distinct().ToArray();

        await using var simulator = await Simulators.StartAsync(new() { Recording = Recordings.Capture(name), Paced = false });
        var began = DateTimeOffset.UtcNow;
        await using var client = await simulator.ConnectAsync();
        await client.SubscribeAsync(1, BookAndTicker, tickers);
        var acknowledgements = await client.ReceiveManyAsync(2);
        var received = await client.ReceiveManyAsync(recorded.Count);
        await simulator.DataPlayed;

        Assert.All(acknowledgements, a => Assert.Equal("subscribed", a.Text("type")));
        Assert.Equal(recorded.Select(Essence), received.Select(Essence));
        Assert.Equal(Books(recorded), Books(received));
        Assert.Equal(Books(recorded), await RestBooks(simulator, tickers));
        var sequence = received.Where(f => f.TryGetProperty("seq", out _)).Select(f => f.GetProperty("seq").GetInt64()).ToList();
        Assert.Equal(Enumerable.Range(1, sequence.Count).Select(i => (long)i), sequence);
        Assert.All(received.Where(f => f.Text("type") != "orderbook_snapshot"), f => Assert.InRange(
            f.GetProperty("msg").GetProperty("ts_ms").GetInt64(),
            began.ToUnixTimeMilliseconds(), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
    }

    [RecordingTheory]
    [MemberData(nameof(Captures))]
    public void Every_line_of_a_capture_is_played_or_known_not_to_be(string name)
    {
        var lines = Lines(Recordings.Capture(name)).ToList();
        var frames = lines.Where(l => l.TryGetProperty("frame", out _)).Select(l => l.GetProperty("frame").Text("type")!).ToList();
        var controls = lines.Where(l => l.TryGetProperty("control", out _)).Select(l => l.Text("control")!).ToList();

        Assert.Equal(lines.Count, frames.Count + controls.Count);
        Assert.Equal(frames.Count, RecordedFrames(Recordings.Capture(name)).Count + frames.Count(f => f is "subscribed" or "unsubscribed" or "ok"));
        Assert.All(controls, c => Assert.Contains(c, (string[])["watch_market", "ws_connected", "market_rotated"]));
    }

    [RecordingTheory]
    [MemberData(nameof(Captures))]
    public async Task Spot_clients_get_the_trades_of_the_recorded_time_after_the_last_one_before(string name)
    {
        await using var simulator = await Simulators.StartAsync(new() { Recording = Recordings.Capture(name), Paced = false });
        await using var spot = await SocketClient.ConnectAsync(simulator.CoinbaseAdvancedTrade);
        await spot.SendAsync(new { type = "subscribe", product_ids = new[] { "BTC-USD" }, channel = "ticker" });
        var first = await spot.ReceiveAsync();
        await using var client = await simulator.ConnectAsync();
        // The session starts with an order book subscription, and without pacing it waits for whoever does not read.
        await client.SubscribeAsync(1, ["orderbook_delta"], "KXBTC15M-UNLISTED-00");

        var prices = new List<string> { PriceOf(first) };
        var trades = TradesBetween(Recordings.Capture(name));
        while (prices.Count < trades.Count)
        {
            var message = await spot.ReceiveAsync();
            if (message.Text("channel") == "ticker")
                prices.Add(PriceOf(message));
        }

        Assert.Equal("snapshot", first.GetProperty("events")[0].Text("type"));
        Assert.Equal(trades, prices);
    }

    static string PriceOf(JsonElement message) => message.GetProperty("events")[0].GetProperty("tickers")[0].Text("price")!;

    static List<JsonElement> RecordedFrames(string path) => [.. Lines(path)
        .Where(l => l.TryGetProperty("frame", out var f) && f.Text("type") is "ticker" or "orderbook_delta" or "orderbook_snapshot")
        .Select(l => l.GetProperty("frame"))];

    static IEnumerable<JsonElement> Lines(string path)
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (file.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }

    /// <summary>The last trade before the capture and those within, by the recorder's clock.</summary>
    static List<string> TradesBetween(string capture)
    {
        var lines = Lines(capture).Select(l => l.GetProperty("recv_ns").GetInt64()).ToList();
        var csv = Recordings.SpotTrades!;
        using var file = new StreamReader(new GZipStream(File.OpenRead(csv), CompressionMode.Decompress));
        file.ReadLine();
        var prices = new List<string>();
        var lastId = 0L;
        while (file.ReadLine()?.Split(',') is { } fields && long.Parse(fields[1]) <= lines[^1])
        {
            if (long.Parse(fields[3]) <= lastId)
                continue;
            lastId = long.Parse(fields[3]);
            if (long.Parse(fields[1]) < lines[0])
                prices.Clear();
            prices.Add(fields[2]);
        }
        return prices;
    }

    /// <summary>A frame without what the simulator must change: envelope numbers and times.</summary>
    static string Essence(JsonElement frame)
    {
        var fields = frame.GetProperty("msg").EnumerateObject()
            .Where(p => p.Name is not ("ts" or "ts_ms" or "time"))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => $"{p.Name}={p.Value.GetRawText()}");
        return $"{frame.Text("type")} {string.Join(' ', fields)}";
    }

    /// <summary>Every level of every market after all frames.</summary>
    static SortedDictionary<string, decimal> Books(IEnumerable<JsonElement> frames)
    {
        var levels = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var frame in frames)
        {
            var msg = frame.GetProperty("msg");
            var ticker = msg.Text("market_ticker")!;
            switch (frame.Text("type"))
            {
                case "orderbook_snapshot":
                    foreach (var level in levels.Keys.Where(k => k.StartsWith(ticker, StringComparison.Ordinal)).ToList())
                        levels.Remove(level);
                    AddLadder(levels, ticker, "yes", msg, "yes_dollars_fp");
                    AddLadder(levels, ticker, "no", msg, "no_dollars_fp");
                    break;
                case "orderbook_delta":
                    var key = $"{ticker} {msg.Text("side")} {msg.Text("price_dollars")}";
                    levels[key] = levels.GetValueOrDefault(key) + decimal.Parse(msg.Text("delta_fp")!);
                    if (levels[key] == 0)
                        levels.Remove(key);
                    break;
            }
        }
        return levels;
    }

    static async Task<SortedDictionary<string, decimal>> RestBooks(SimulatorHost simulator, string[] tickers)
    {
        var levels = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var ticker in tickers)
        {
            var (_, body) = await simulator.GetAsync($"/markets/{ticker}/orderbook");
            AddLadder(levels, ticker, "yes", body.GetProperty("orderbook_fp"), "yes_dollars");
            AddLadder(levels, ticker, "no", body.GetProperty("orderbook_fp"), "no_dollars");
        }
        return levels;
    }

    static void AddLadder(SortedDictionary<string, decimal> levels, string ticker, string side, JsonElement holder, string field)
    {
        if (!holder.TryGetProperty(field, out var ladder))
            return;
        foreach (var level in ladder.EnumerateArray())
            levels.Add($"{ticker} {side} {level[0].GetString()}", decimal.Parse(level[1].GetString()!));
    }
}

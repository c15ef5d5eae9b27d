using System.Text.Json;

namespace Kalshi.VenueSimulator.Tests;

/// <summary>A generated world behind the real protocols, on a clock that stands still until moved.</summary>
public sealed class GeneratedSessionTests
{
    /// <summary>Eight minutes before the hour.</summary>
    static readonly DateTimeOffset Start = new(2026, 11, 21, 16, 52, 0, TimeSpan.Zero);

    [Fact]
    public async Task Markets_roll_over_with_the_quarter_and_the_hour()
    {
        var clock = new ManualClock(Start);
        await using var simulator = await Simulators.StartAsync(new() { Seed = 4, Clock = clock });
        await simulator.CatchUpAsync(clock);
        var before = await StatusesAsync(simulator);
        clock.Advance(TimeSpan.FromMinutes(8));
        await simulator.CatchUpAsync(clock);
        var onTheHour = await StatusesAsync(simulator);
        clock.Advance(TimeSpan.FromSeconds(75));
        await simulator.CatchUpAsync(clock);
        var later = await StatusesAsync(simulator);

        Assert.Equal(
            ["KXBTC15M-26NOV211200 active", "KXBTC15M-26NOV211215 initialized", "KXBTCD-26NOV2112 active", "KXBTCD-26NOV2113 initialized"],
            before);
        Assert.Equal(
            ["KXBTC15M-26NOV211200 closed", "KXBTC15M-26NOV211215 active", "KXBTCD-26NOV2112 closed", "KXBTCD-26NOV2113 active"],
            onTheHour);
        Assert.Equal(
            ["KXBTC15M-26NOV211200 finalized", "KXBTC15M-26NOV211215 active", "KXBTCD-26NOV2112 finalized", "KXBTCD-26NOV2113 active"],
            later);
    }

    [Fact]
    public async Task Two_sessions_of_one_seed_send_the_same_frames()
    {
        Assert.Equal(await FramesAsync(seed: 9), await FramesAsync(seed: 9));
    }

    [Fact]
    public async Task A_subscriber_of_every_open_market_can_follow_its_books_to_what_rest_shows()
    {
        var clock = new ManualClock(Start);
        await using var simulator = await Simulators.StartAsync(new() { Seed = 6, Clock = clock });
        await simulator.CatchUpAsync(clock);
        var (_, listed) = await simulator.GetAsync("/markets?status=open&series_ticker=KXBTCD");
        var tickers = listed.GetProperty("markets").EnumerateArray().Select(m => m.Text("ticker")!).ToArray();
        await using var client = await simulator.ConnectAsync();
        await client.SubscribeAsync(1, ["orderbook_delta"], tickers);
        await client.ReceiveAsync("subscribed");
        clock.Advance(TimeSpan.FromSeconds(30));
        await simulator.CatchUpAsync(clock);
        await client.SendAsync(new { id = 2, cmd = "list_subscriptions" });

        var books = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        var frames = 0;
        for (var frame = await client.ReceiveAsync(); frame.Text("type") != "ok"; frame = await client.ReceiveAsync(), frames++)
        {
            Assert.Equal(frames + 1, frame.GetProperty("seq").GetInt64());
            Apply(books, frame);
        }

        Assert.Equal(20, tickers.Length);
        Assert.True(frames > 200, $"{frames} frames in half a minute");
        foreach (var ticker in tickers.Take(5))
        {
            var (_, rest) = await simulator.GetAsync($"/markets/{ticker}/orderbook");
            Assert.Equal(
                rest.GetProperty("orderbook_fp").EnumerateObject().SelectMany(side => side.Value.EnumerateArray()
                    .Select(l => $"{ticker} {side.Name.Split('_')[0]} {l[0].GetString()}={decimal.Parse(l[1].GetString()!)}")).Order(StringComparer.Ordinal),
                books.Where(b => b.Key.StartsWith(ticker, StringComparison.Ordinal)).Select(b => $"{b.Key}={b.Value}").Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task The_index_and_public_trades_can_be_followed_and_trades_paged()
    {
        var clock = new ManualClock(Start);
        await using var simulator = await Simulators.StartAsync(new() { Seed = 6, Clock = clock });
        await using var client = await simulator.ConnectAsync();
        await client.SendAsync(new
        {
            id = 1,
            cmd = "subscribe",
            @params = new { channels = new[] { "cfbenchmarks_value", "trade" }, index_ids = new[] { "BRTI" } },
        });
        await client.ReceiveManyAsync(2);
        clock.Advance(TimeSpan.FromSeconds(60));
        await simulator.CatchUpAsync(clock);
        var index = await client.ReceiveAsync("cfbenchmarks_value");
        var trade = await client.ReceiveAsync("trade");
        var (_, first) = await simulator.GetAsync("/markets/trades?limit=2");
        var (_, second) = await simulator.GetAsync($"/markets/trades?limit=2&cursor={first.Text("cursor")}");

        Assert.Equal("BRTI", index.GetProperty("msg").Text("index_id"));
        Assert.True(trade.GetProperty("seq").GetInt64() >= 1);
        var ids = first.GetProperty("trades").EnumerateArray().Concat(second.GetProperty("trades").EnumerateArray()).Select(t => t.Text("trade_id")).ToList();
        Assert.Equal(4, ids.Distinct().Count());
    }

    static async Task<List<string>> FramesAsync(int seed)
    {
        var clock = new ManualClock(Start);
        await using var simulator = await Simulators.StartAsync(new() { Seed = seed, Clock = clock });
        await simulator.CatchUpAsync(clock);
        await using var client = await simulator.ConnectAsync();
        var (_, listed) = await simulator.GetAsync("/markets?status=open");
        await client.SubscribeAsync(1, ["orderbook_delta", "ticker", "trade"],
            [.. listed.GetProperty("markets").EnumerateArray().Select(m => m.Text("ticker")!)]);
        await client.ReceiveManyAsync(3);
        clock.Advance(TimeSpan.FromSeconds(20));
        return [.. (await client.ReceiveManyAsync(300)).Select(f => f.GetRawText())];
    }

    /// <summary>Every event with the statuses of its markets.</summary>
    static async Task<List<string>> StatusesAsync(SimulatorHost simulator)
    {
        var (_, body) = await simulator.GetAsync("/markets?limit=1000");
        return [.. body.GetProperty("markets").EnumerateArray()
            .Select(m => $"{m.Text("event_ticker")} {m.Text("status")}").Distinct().Order(StringComparer.Ordinal)];
    }

    static void Apply(SortedDictionary<string, decimal> books, JsonElement frame)
    {
        var msg = frame.GetProperty("msg");
        var ticker = msg.Text("market_ticker")!;
        if (frame.Text("type") == "orderbook_delta")
        {
            var key = $"{ticker} {msg.Text("side")} {msg.Text("price_dollars")}";
            books[key] = books.GetValueOrDefault(key) + decimal.Parse(msg.Text("delta_fp")!);
            if (books[key] == 0)
                books.Remove(key);
            return;
        }
        foreach (var side in new[] { "yes", "no" })
        {
            if (!msg.TryGetProperty($"{side}_dollars_fp", out var ladder))
                continue;
            foreach (var level in ladder.EnumerateArray())
                books[$"{ticker} {side} {level[0].GetString()}"] = decimal.Parse(level[1].GetString()!);
        }
    }
}

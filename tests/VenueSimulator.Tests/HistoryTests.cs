using System.Text.Json;

namespace Kalshi.VenueSimulator.Tests;

/// <summary>Candlesticks, trades and archived markets of a generated venue with a history, on a clock that stands still.</summary>
public sealed class HistoryTests : IAsyncLifetime
{
    static readonly DateTimeOffset Now = new(2026, 11, 21, 17, 20, 0, TimeSpan.Zero);

    readonly ManualClock _clock = new(Now);
    SimulatorHost _simulator = null!;
    string _settled = "";

    public async Task InitializeAsync()
    {
        _simulator = await Simulators.StartAsync(new()
        {
            Seed = 5,
            Clock = _clock,
            History = TimeSpan.FromMinutes(40),
            HistoricalAfter = TimeSpan.FromMinutes(10),
            Tier = "prime",
        });
        await _simulator.CatchUpAsync(_clock);
        // The window from 16:45 to 17:00 settled 19 minutes ago and is archived; the one to 17:15 is still live.
        _settled = "KXBTC15M-26NOV211215-15";
    }

    public async Task DisposeAsync() => await _simulator.DisposeAsync();

    [Fact]
    public async Task Minutes_of_a_market_hold_exactly_its_trades()
    {
        var trades = await TradesAsync("/markets/trades", "KXBTCD-26NOV2113");
        var ticker = trades.GroupBy(t => t.Text("ticker")).MaxBy(g => g.Count())!.Key!;
        var mine = trades.Where(t => t.Text("ticker") == ticker).ToList();
        var candles = await CandlesAsync($"/series/KXBTCD/markets/{ticker}/candlesticks", 1);

        Assert.True(mine.Count > 10);
        var expected = mine.GroupBy(EndOfMinute).ToDictionary(g => g.Key, g => g.Sum(t => decimal.Parse(t.Text("count_fp")!)));
        // Trades older than the cutoff are in the archive, their candles are still the live market's.
        var known = candles.Where(c => c.GetProperty("end_period_ts").GetInt64() > Now.AddMinutes(-10).ToUnixTimeSeconds()).ToList();
        Assert.Equal(10, known.Count);
        Assert.All(known, c => Assert.Equal(expected.GetValueOrDefault(c.GetProperty("end_period_ts").GetInt64()), decimal.Parse(c.Text("volume_fp")!)));
    }

    [Fact]
    public async Task An_hour_is_its_minutes_together()
    {
        var minutes = await CandlesAsync($"/series/KXBTC15M/markets/{_settled}/candlesticks", 1);
        var hour = (await CandlesAsync($"/series/KXBTC15M/markets/{_settled}/candlesticks", 60)).Single(c => c.Text("volume_fp") != "0.00");

        Assert.Equal(minutes.Sum(c => decimal.Parse(c.Text("volume_fp")!)), decimal.Parse(hour.Text("volume_fp")!));
        Assert.Equal(minutes.Max(c => c.GetProperty("yes_ask").Text("high_dollars")), hour.GetProperty("yes_ask").Text("high_dollars"));
        Assert.Equal(minutes.Min(c => c.GetProperty("yes_bid").Text("low_dollars")), hour.GetProperty("yes_bid").Text("low_dollars"));
        Assert.Equal(
            minutes.Last(c => c.GetProperty("price").TryGetProperty("close_dollars", out _)).GetProperty("price").Text("close_dollars"),
            hour.GetProperty("price").Text("close_dollars"));
    }

    [Fact]
    public async Task What_settled_before_the_cutoff_is_only_in_the_archive()
    {
        var archived = (await _simulator.GetAsync("/historical/markets?series_ticker=KXBTC15M")).Body.GetProperty("markets");
        var ticker = archived[1].Text("ticker")!;
        var (live, _) = await _simulator.GetAsync($"/markets/{ticker}");
        var (liveCandles, _) = await _simulator.GetAsync(Candles($"/series/KXBTC15M/markets/{ticker}/candlesticks", 1));
        var candles = await CandlesAsync($"/historical/markets/{ticker}/candlesticks", 1);
        var cutoff = (await _simulator.GetAsync("/historical/cutoff")).Body;

        Assert.Equal("KXBTC15M-26NOV211200-00", ticker);
        Assert.Equal((404, 404), (live, liveCandles));
        Assert.NotEmpty(candles);
        Assert.Equal(JsonValueKind.String, candles[0].GetProperty("yes_bid").GetProperty("open").ValueKind);
        Assert.All(candles, c => Assert.True(c.GetProperty("price").TryGetProperty("previous", out _)));
        Assert.Equal("2026-11-21T17:10:00Z", cutoff.Text("market_settled_ts"));
    }

    [Fact]
    public async Task Trades_are_in_the_archive_or_in_the_live_set_and_never_in_both()
    {
        var live = await TradesAsync("/markets/trades", "KXBTCD-26NOV2113");
        var archived = await TradesAsync("/historical/trades", "KXBTCD-26NOV2113");

        Assert.NotEmpty(live);
        Assert.NotEmpty(archived);
        Assert.Empty(live.Select(t => t.Text("trade_id")).Intersect(archived.Select(t => t.Text("trade_id"))));
        Assert.True(live.Min(t => t.Text("created_time")!.CompareTo("2026-11-21T17:10:00")) >= 0);
    }

    [Theory]
    [InlineData("?end_ts=2&period_interval=1", "start_ts is required")]
    [InlineData("?start_ts=1&end_ts=2&period_interval=5", "PeriodInterval")]
    [InlineData("?start_ts=3&end_ts=2&period_interval=1", "end_ts is before start_ts")]
    [InlineData("?start_ts=1&end_ts=9999999&period_interval=1", "more than 10000")]
    public async Task A_range_that_makes_no_sense_is_refused(string query, string reason)
    {
        var (status, body) = await _simulator.GetAsync($"/series/KXBTC15M/markets/{_settled}/candlesticks{query}");

        Assert.Equal(400, status);
        Assert.Contains(reason, body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_markets_and_an_event_give_the_candles_of_each()
    {
        var (_, batch) = await _simulator.GetAsync(Candles($"/markets/candlesticks?market_tickers={_settled},KXBTC15M-NONE-00", 1));
        var (_, together) = await _simulator.GetAsync(Candles("/series/KXBTC15M/events/KXBTC15M-26NOV211215/candlesticks", 1));
        var single = await CandlesAsync($"/series/KXBTC15M/markets/{_settled}/candlesticks", 1);

        var market = Assert.Single(batch.GetProperty("markets").EnumerateArray());
        Assert.Equal(single.Select(c => c.GetRawText()), market.GetProperty("candlesticks").EnumerateArray().Select(c => c.GetRawText()));
        Assert.Equal(single.Select(c => c.GetRawText()), together.GetProperty("market_candlesticks")[0].EnumerateArray().Select(c => c.GetRawText()));
    }

    async Task<List<JsonElement>> CandlesAsync(string path, int minutes) =>
        [.. (await _simulator.GetAsync(Candles(path, minutes))).Body.GetProperty("candlesticks").EnumerateArray()];

    static string Candles(string path, int minutes) =>
        $"{path}{(path.Contains('?') ? '&' : '?')}start_ts={Now.AddHours(-1).ToUnixTimeSeconds()}&end_ts={Now.AddHours(1).ToUnixTimeSeconds()}&period_interval={minutes}";

    async Task<List<JsonElement>> TradesAsync(string path, string eventTicker)
    {
        var trades = new List<JsonElement>();
        var cursor = "";
        do
        {
            var (_, page) = await _simulator.GetAsync($"{path}?limit=1000&cursor={cursor}");
            trades.AddRange(page.GetProperty("trades").EnumerateArray());
            cursor = page.Text("cursor");
        }
        while (cursor != "");
        return [.. trades.Where(t => t.Text("ticker")!.StartsWith(eventTicker, StringComparison.Ordinal))];
    }

    static long EndOfMinute(JsonElement trade)
    {
        var time = DateTimeOffset.Parse(trade.Text("created_time")!);
        return (long)Math.Ceiling((time - DateTimeOffset.UnixEpoch).TotalMinutes) * 60;
    }
}

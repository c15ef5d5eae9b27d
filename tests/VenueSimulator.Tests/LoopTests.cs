namespace Kalshi.VenueSimulator.Tests;

/// <summary>A recording of 791 seconds that begins again every 14 minutes.</summary>
public sealed class LoopTests
{
    [Fact]
    public async Task Each_pass_lists_new_markets_that_live_as_the_recorded_ones_did()
    {
        using var capture = CaptureFile.TwoWindows();
        var clock = new ManualClock(Simulators.Noon);
        await using var simulator = await Simulators.StartAsync(new() { Recording = capture.FilePath, Clock = clock, Loop = true });
        await MoveAsync(simulator, clock, 5);
        var first = await MarketsAsync(simulator);
        await MoveAsync(simulator, clock, 14 * 60);
        var second = await MarketsAsync(simulator);
        await MoveAsync(simulator, clock, 14 * 60);
        var third = await MarketsAsync(simulator);

        Assert.Equal([$"{CaptureFile.First} active", $"{CaptureFile.Second} initialized"], first);
        Assert.Equal(
            [
                $"{CaptureFile.First} finalized", $"{CaptureFile.Second} active",
                "KXBTC15M-26MAY110844-44 active", "KXBTC15M-26MAY110859-59 initialized",
            ], second);
        Assert.Equal(6, third.Count);
        Assert.Equal("KXBTC15M-26MAY110858-58 active", third[4]);
    }

    [Fact]
    public async Task The_second_pass_sends_the_same_books_under_the_new_names()
    {
        using var capture = CaptureFile.TwoWindows();
        var clock = new ManualClock(Simulators.Noon);
        await using var simulator = await Simulators.StartAsync(new() { Recording = capture.FilePath, Clock = clock, Loop = true });
        await MoveAsync(simulator, clock, 5);
        var before = await LadderAsync(simulator, CaptureFile.First);
        await MoveAsync(simulator, clock, 14 * 60);
        var after = await LadderAsync(simulator, "KXBTC15M-26MAY110844-44");
        var ids = (await simulator.GetAsync("/markets")).Body.GetProperty("markets").EnumerateArray()
            .Select(m => m.Text("ticker")).Distinct().Count();

        Assert.Equal("""{"yes_dollars":[["0.3000","10.00"]],"no_dollars":[["0.6500","7.00"]]}""", before);
        Assert.Equal(before, after);
        Assert.Equal(4, ids);
    }

    [Fact]
    public async Task Spot_trades_go_on_with_new_ids()
    {
        using var capture = CaptureFile.TwoWindows();
        var clock = new ManualClock(Simulators.Noon);
        await using var simulator = await Simulators.StartAsync(new() { Recording = capture.FilePath, Clock = clock, Loop = true });
        await using var client = await SocketClient.ConnectAsync(simulator.CoinbaseExchange);
        await client.SendAsync(new { type = "subscribe", channels = new[] { new { name = "matches", product_ids = new[] { "BTC-USD" } } } });
        var first = await client.ReceiveAsync();
        Assert.Equal("subscriptions", (await client.ReceiveAsync()).Text("type"));
        await MoveAsync(simulator, clock, 5);
        await MoveAsync(simulator, clock, 14 * 60);
        var trades = new List<long> { first.GetProperty("trade_id").GetInt64() };
        while (trades.Count < 6)
        {
            var message = await client.ReceiveAsync();
            if (message.Text("type") == "match")
                trades.Add(message.GetProperty("trade_id").GetInt64());
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], trades);
    }

    [Fact]
    public async Task A_loop_that_does_not_follow_the_clock_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => Simulators.StartAsync(new() { Recording = "a", Loop = true, Paced = false }));

        Assert.Contains("loop", refusal.Message, StringComparison.Ordinal);
    }

    static async Task MoveAsync(SimulatorHost simulator, ManualClock clock, double seconds)
    {
        clock.Advance(TimeSpan.FromSeconds(seconds));
        await simulator.CatchUpAsync(clock);
    }

    static async Task<List<string>> MarketsAsync(SimulatorHost simulator) =>
        [.. (await simulator.GetAsync("/markets")).Body.GetProperty("markets").EnumerateArray().Select(m => $"{m.Text("ticker")} {m.Text("status")}")];

    static async Task<string> LadderAsync(SimulatorHost simulator, string ticker) =>
        (await simulator.GetAsync($"/markets/{ticker}/orderbook")).Body.GetProperty("orderbook_fp").GetRawText();
}

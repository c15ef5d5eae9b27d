namespace Kalshi.VenueSimulator.Tests;

/// <summary>Changes of resting orders, and their place in the queue: YES 0.30 x 10 bid, NO 0.65 x 7 bid.</summary>
public sealed class AmendTests : IAsyncLifetime
{
    const string Market = CaptureFile.First;

    readonly ManualClock _clock = new(Simulators.Noon);
    readonly CaptureFile _capture = CaptureFile.TwoWindows();
    SimulatorHost _simulator = null!;
    Trader _trader = null!;

    public async Task InitializeAsync()
    {
        _simulator = await Simulators.StartAsync(new() { Recording = _capture.FilePath, Clock = _clock, StartOnSubscribe = false });
        _clock.Advance(TimeSpan.FromSeconds(3.5));
        await _simulator.CatchUpAsync(_clock);
        _trader = new(_simulator, _clock);
    }

    public async Task DisposeAsync()
    {
        await _simulator.DisposeAsync();
        _capture.Dispose();
    }

    [Fact]
    public async Task Fewer_contracts_at_the_same_price_keep_their_place()
    {
        var (_, mine) = await _trader.PlaceAsync(Market, "bid", "0.3200", "5.00");
        await new Trader(_simulator, _clock, "other").PlaceAsync(Market, "bid", "0.3200", "1.00");
        var (status, amended) = await _trader.AmendAsync(mine, Market, "bid", "0.3200", "2.00");

        Assert.Equal((200, "2.00", "0.00"), (status, amended.Text("remaining_count"), amended.Text("fill_count")));
        Assert.Equal(mine.Text("order_id"), amended.Text("order_id"));
        Assert.Equal("0.00", await QueueAsync(mine.Text("order_id")!));
    }

    [Fact]
    public async Task More_contracts_go_to_the_end_of_the_queue()
    {
        var (_, mine) = await _trader.PlaceAsync(Market, "bid", "0.3200", "5.00");
        await new Trader(_simulator, _clock, "other").PlaceAsync(Market, "bid", "0.3200", "1.00");
        await _trader.AmendAsync(mine, Market, "bid", "0.3200", "6.00");

        Assert.Equal("1.00", await QueueAsync(mine.Text("order_id")!));
    }

    [Fact]
    public async Task A_better_price_trades_at_once_and_the_count_holds_what_has_filled()
    {
        var (_, mine) = await _trader.PlaceAsync(Market, "bid", "0.3200", "5.00");
        var (_, crossed) = await _trader.AmendAsync(mine, Market, "bid", "0.3500", "9.00", newId: "renamed");
        var (_, raised) = await _trader.AmendAsync(mine, Market, "bid", "0.3500", "10.00");
        var (below, refusal) = await _trader.AmendAsync(mine, Market, "bid", "0.3500", "7.00");

        Assert.Equal(("renamed", "7.00", "2.00", "0.3500"),
            (crossed.Text("client_order_id"), crossed.Text("fill_count"), crossed.Text("remaining_count"), crossed.Text("average_fill_price")));
        Assert.Equal("3.00", raised.Text("remaining_count"));
        Assert.Equal((400, "invalid_order"), (below, refusal.GetProperty("error").Text("code")));
    }

    [Theory]
    [InlineData(CaptureFile.Second, "bid", "0.3300", 400, "invalid_order")]
    [InlineData(Market, "ask", "0.3300", 400, "invalid_order")]
    [InlineData(Market, "bid", "0.3350", 400, "invalid_price")]
    public async Task What_an_amendment_must_not_change_is_refused(string ticker, string side, string price, int status, string code)
    {
        var (_, mine) = await _trader.PlaceAsync(Market, "bid", "0.3200", "5.00");
        var (answered, refusal) = await _trader.AmendAsync(mine, ticker, side, price, "5.00");
        var order = (await _trader.GetAsync($"/portfolio/orders/{mine.Text("order_id")}")).GetProperty("order");

        Assert.Equal((status, code), (answered, refusal.GetProperty("error").Text("code")));
        Assert.Equal(("0.3200", "5.00"), (order.Text("yes_price_dollars"), order.Text("remaining_count_fp")));
    }

    [Fact]
    public async Task The_queue_holds_better_prices_and_what_came_earlier()
    {
        var (_, mine) = await _trader.PlaceAsync(Market, "bid", "0.3000", "5.00");
        await new Trader(_simulator, _clock, "other").PlaceAsync(Market, "bid", "0.3300", "4.00");
        var listed = (await _trader.GetAsync($"/portfolio/orders/queue_positions?market_tickers={Market}")).GetProperty("queue_positions");

        Assert.Equal("14.00", await QueueAsync(mine.Text("order_id")!));
        Assert.Equal("14.00", Assert.Single(listed.EnumerateArray()).Text("queue_position_fp"));
    }

    [Fact]
    public async Task Cancel_all_takes_every_resting_order_of_the_key_and_of_no_other()
    {
        await _trader.PlaceAsync(Market, "bid", "0.2000", "1.00");
        await _trader.PlaceAsync(Market, "ask", "0.4000", "1.00");
        var other = new Trader(_simulator, _clock, "other");
        await other.PlaceAsync(Market, "bid", "0.2100", "1.00");
        var (status, _) = await _trader.SendAsync(HttpMethod.Delete, "/portfolio/events/orders");

        Assert.Equal(200, status);
        Assert.Empty((await _trader.GetAsync("/portfolio/orders?status=resting")).GetProperty("orders").EnumerateArray());
        Assert.Single((await other.GetAsync("/portfolio/orders?status=resting")).GetProperty("orders").EnumerateArray());
    }

    [Fact]
    public async Task An_expired_order_does_not_trade_with_what_comes_after()
    {
        using var capture = new CaptureFile()
            .Watch(0, Market, "2026-05-11T12:30:00Z", 81087.33m)
            .Snapshot(0.2, Market, [CaptureFile.Level("0.3000", "10.00")], [CaptureFile.Level("0.6500", "7.00")])
            .Delta(30, Market, "no", "0.6800", "3.00")
            .Save();
        await using var simulator = await Simulators.StartAsync(new() { Recording = capture.FilePath, Clock = _clock, StartOnSubscribe = false });
        _clock.Advance(TimeSpan.FromSeconds(5));
        await simulator.CatchUpAsync(_clock);
        var trader = new Trader(simulator, _clock);
        var (_, placed) = await trader.PlaceAsync(Market, "bid", "0.3200", "5.00", expiration: _clock.GetUtcNow().AddSeconds(20).ToUnixTimeSeconds());
        _clock.Advance(TimeSpan.FromSeconds(40));
        await simulator.CatchUpAsync(_clock);
        var order = (await trader.GetAsync($"/portfolio/orders/{placed.Text("order_id")}")).GetProperty("order");

        Assert.Equal(("canceled", "0.00"), (order.Text("status"), order.Text("fill_count_fp")));
    }

    [Fact]
    public async Task Each_order_of_a_batch_is_billed()
    {
        var batch = new { orders = Enumerable.Range(0, 15).Select(i => new { order_id = "none" }).ToArray() };
        var statuses = new List<int>();
        // 15 cancels cost 30 of the 200 tokens.
        for (var i = 0; i < 7; i++)
            statuses.Add((await _trader.SendAsync(HttpMethod.Delete, "/portfolio/events/orders/batched", batch)).Status);

        Assert.Equal([200, 200, 200, 200, 200, 200, 429], statuses);
    }

    async Task<string?> QueueAsync(string orderId) => (await _trader.GetAsync($"/portfolio/orders/{orderId}/queue_position")).Text("queue_position_fp");
}

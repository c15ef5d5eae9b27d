using System.Net.Http.Json;
using System.Text.Json;

namespace Kalshi.VenueSimulator.Tests;

/// <summary>Orders against a recorded book: YES 0.30 x 10 and 0.31 x 5 bid, NO 0.65 x 7 bid (YES offered at 0.35), then the
/// 0.31 bid is gone after a second.</summary>
public sealed class OrderTests : IAsyncLifetime
{
    const string Orders = "/portfolio/events/orders";

    readonly ManualClock _clock = new(Simulators.Noon);
    readonly CaptureFile _capture = CaptureFile.TwoWindows();
    SimulatorHost _simulator = null!;
    int _clientOrderId;

    public async Task InitializeAsync()
    {
        _simulator = await Simulators.StartAsync(new() { Recording = _capture.FilePath, Clock = _clock, StartOnSubscribe = false });
        await AdvanceAsync(3.5);
    }

    public async Task DisposeAsync()
    {
        await _simulator.DisposeAsync();
        _capture.Dispose();
    }

    [Fact]
    public async Task A_bid_that_crosses_trades_at_the_resting_price_and_pays_the_taker_fee()
    {
        var (status, created) = await PlaceAsync("bid", "0.4000", "2.00", "immediate_or_cancel");
        var (_, balance) = await GetAsync("/portfolio/balance");
        var fill = (await GetAsync("/portfolio/fills")).Body.GetProperty("fills")[0];
        var position = (await GetAsync("/portfolio/positions")).Body.GetProperty("market_positions")[0];

        Assert.Equal(201, status);
        Assert.Equal(("2.00", "0.00", "0.3500"), (created.Text("fill_count"), created.Text("remaining_count"), created.Text("average_fill_price")));
        // 0.07 * 2 * 0.35 * 0.65 = 0.03185, rounded up to 1e-4.
        Assert.Equal(("0.3500", "0.031900", true), (fill.Text("yes_price_dollars"), fill.Text("fee_cost"), fill.GetProperty("is_taker").GetBoolean()));
        Assert.Equal("999.2681", balance.Text("balance_dollars"));
        Assert.Equal(("2.00", "0.700000"), (position.Text("position_fp"), position.Text("market_exposure_dollars")));
    }

    [Fact]
    public async Task What_was_taken_is_gone_from_the_public_book()
    {
        await PlaceAsync("bid", "0.3500", "3.00", "immediate_or_cancel");

        Assert.Equal("""[["0.6500","4.00"]]""", await LadderAsync("no_dollars"));
    }

    [Fact]
    public async Task An_order_beyond_the_offer_rests_with_what_is_left_and_shows_in_the_book()
    {
        var (_, created) = await PlaceAsync("bid", "0.3500", "9.00", "good_till_canceled");

        Assert.Equal(("7.00", "2.00"), (created.Text("fill_count"), created.Text("remaining_count")));
        Assert.Equal("""[["0.3000","10.00"],["0.3500","2.00"]]""", await LadderAsync("yes_dollars"));
        Assert.Equal("[]", await LadderAsync("no_dollars"));
    }

    [Fact]
    public async Task Fill_or_kill_takes_all_or_nothing()
    {
        var (_, killed) = await PlaceAsync("bid", "0.3500", "8.00", "fill_or_kill");
        var (_, filled) = await PlaceAsync("bid", "0.3500", "7.00", "fill_or_kill");

        Assert.Equal(("0.00", "0.00"), (killed.Text("fill_count"), killed.Text("remaining_count")));
        Assert.Equal("7.00", filled.Text("fill_count"));
    }

    [Fact]
    public async Task An_ask_buys_the_other_leg_and_closes_what_is_held()
    {
        await PlaceAsync("bid", "0.3500", "4.00", "immediate_or_cancel");
        var (_, sold) = await PlaceAsync("ask", "0.3000", "4.00", "immediate_or_cancel");
        var position = (await GetAsync("/portfolio/positions")).Body.GetProperty("market_positions")[0];

        Assert.Equal("0.3000", sold.Text("average_fill_price"));
        Assert.Equal(("0.00", "-0.200000"), (position.Text("position_fp"), position.Text("realized_pnl_dollars")));
    }

    [Fact]
    public async Task A_resting_order_fills_at_its_own_price_when_the_flow_comes_to_it()
    {
        using var capture = new CaptureFile()
            .Watch(0, CaptureFile.First, "2026-05-11T12:30:00Z", 81087.33m)
            .Snapshot(0.2, CaptureFile.First, [CaptureFile.Level("0.3000", "10.00")], [CaptureFile.Level("0.6500", "7.00")])
            .Delta(30, CaptureFile.First, "no", "0.6800", "3.00")
            .Save();
        await using var simulator = await Simulators.StartAsync(new() { Recording = capture.FilePath, Clock = _clock, StartOnSubscribe = false });
        await MoveAsync(simulator, 5);
        await using var client = await simulator.ConnectAsync();
        await client.SubscribeAsync(1, ["fill", "orderbook_delta"], CaptureFile.First);
        await client.ReceiveManyAsync(3);
        await PlaceAsync("bid", "0.3200", "5.00", "good_till_canceled", simulator: simulator);
        var shown = await client.ReceiveAsync("orderbook_delta");
        await MoveAsync(simulator, 30);
        var fill = (await client.ReceiveAsync("fill")).GetProperty("msg");
        var after = await client.ReceiveAsync("orderbook_delta");

        Assert.Equal(("0.3200", "5.00", "client-1"), Describe(shown));
        Assert.Equal(("0.3200", "3.00", false), (fill.Text("yes_price_dollars"), fill.Text("count_fp"), fill.GetProperty("is_taker").GetBoolean()));
        Assert.Equal("0.000000", fill.Text("fee_cost"));
        Assert.Equal(("0.3200", "-3.00", "client-1"), Describe(after));
    }

    [Fact]
    public async Task A_canceled_order_is_gone_and_cannot_be_canceled_again()
    {
        var (_, created) = await PlaceAsync("bid", "0.2000", "5.00", "good_till_canceled");
        var path = $"{Orders}/{created.Text("order_id")}";
        var (first, canceled) = await SendAsync(HttpMethod.Delete, path);
        var (second, refusal) = await SendAsync(HttpMethod.Delete, path);
        var (_, order) = await GetAsync($"/portfolio/orders/{created.Text("order_id")}");

        Assert.Equal((200, "5.00"), (first, canceled.Text("reduced_by")));
        Assert.Equal((404, "not_found"), (second, refusal.GetProperty("error").Text("code")));
        Assert.Equal(("canceled", "0.00"), (order.GetProperty("order").Text("status"), order.GetProperty("order").Text("remaining_count_fp")));
        Assert.Equal("""[["0.3000","10.00"]]""", await LadderAsync("yes_dollars"));
    }

    [Fact]
    public async Task A_client_order_id_is_used_up_for_ever()
    {
        var (_, created) = await PlaceAsync("bid", "0.2000", "1.00", "good_till_canceled", id: "mine");
        await SendAsync(HttpMethod.Delete, $"{Orders}/{created.Text("order_id")}");
        var (status, refusal) = await PlaceAsync("bid", "0.2000", "1.00", "good_till_canceled", id: "mine");

        Assert.Equal((409, "order_already_exists"), (status, refusal.GetProperty("error").Text("code")));
    }

    [Theory]
    [InlineData("bid", "0.2050", "1.00", 400, "invalid_price")]
    [InlineData("bid", "0.0015", "1.00", 400, "invalid_price")]
    [InlineData("bid", "0.9900", "1100.00", 400, "insufficient_balance")]
    [InlineData("buy", "0.2000", "1.00", 400, "invalid_parameters")]
    [InlineData("bid", "1.2000", "1.00", 400, "invalid_parameters")]
    [InlineData("bid", "0.2000", "0.00", 400, "invalid_parameters")]
    [InlineData("bid", "0.2000", "1.001", 400, "invalid_parameters")]
    public async Task An_order_that_the_venue_does_not_take_is_refused_by_its_code(string side, string price, string count, int status, string code)
    {
        var (answered, body) = await PlaceAsync(side, price, count, "good_till_canceled");

        Assert.Equal((status, code), (answered, body.GetProperty("error").Text("code")));
        Assert.Equal("[]", (await GetAsync("/portfolio/orders")).Body.GetProperty("orders").GetRawText());
    }

    [Fact]
    public async Task Numbers_that_are_no_text_are_refused_in_the_flat_shape()
    {
        var (status, body) = await SendAsync(HttpMethod.Post, Orders, new { ticker = CaptureFile.First, side = "bid", price = 0.2, count = 1 });

        Assert.Equal((400, "bad_request"), (status, body.Text("code")));
    }

    [Fact]
    public async Task Post_only_is_refused_where_it_would_trade()
    {
        var (status, body) = await SendAsync(HttpMethod.Post, Orders, Body("bid", "0.3500", "1.00", "good_till_canceled", "p", postOnly: true));

        Assert.Equal((400, "post only cross"), (status, body.GetProperty("error").Text("details")));
    }

    [Fact]
    public async Task Nobody_trades_with_himself()
    {
        await PlaceAsync("bid", "0.3200", "2.00", "good_till_canceled");
        var (_, taker) = await PlaceAsync("ask", "0.3200", "2.00", "immediate_or_cancel");

        Assert.Equal(("0.00", "0.00"), (taker.Text("fill_count"), taker.Text("remaining_count")));
        Assert.Equal("""[["0.3000","10.00"],["0.3200","2.00"]]""", await LadderAsync("yes_dollars"));
    }

    [Fact]
    public async Task An_order_expires_by_the_clock()
    {
        await SendAsync(HttpMethod.Post, Orders, Body(
            "bid", "0.2000", "1.00", "good_till_canceled", "e", expiration: Simulators.Noon.AddSeconds(60).ToUnixTimeSeconds()));
        var before = (await GetAsync("/portfolio/orders")).Body.GetProperty("orders")[0].Text("status");
        _clock.Advance(TimeSpan.FromSeconds(60));
        var after = (await GetAsync("/portfolio/orders")).Body.GetProperty("orders")[0].Text("status");

        Assert.Equal(("resting", "canceled"), (before, after));
    }

    [Fact]
    public async Task The_close_cancels_what_rests_and_settlement_pays_what_is_held()
    {
        await PlaceAsync("bid", "0.3500", "2.00", "immediate_or_cancel");
        await PlaceAsync("bid", "0.1000", "5.00", "good_till_canceled");
        await AdvanceAsync(900);
        var settlement = (await GetAsync("/portfolio/settlements")).Body.GetProperty("settlements")[0];
        var orders = (await GetAsync("/portfolio/orders?status=resting")).Body.GetProperty("orders");
        var (_, balance) = await GetAsync("/portfolio/balance");

        Assert.Equal("[]", orders.GetRawText());
        Assert.Equal(("yes", "2.00", 200L), (settlement.Text("market_result"), settlement.Text("yes_count_fp"), settlement.GetProperty("revenue").GetInt64()));
        Assert.Equal("1001.2681", balance.Text("balance_dollars"));
    }

    [Fact]
    public async Task A_group_that_reaches_its_limit_cancels_its_orders_and_takes_no_more_until_reset()
    {
        var (_, group) = await SendAsync(HttpMethod.Post, "/portfolio/order_groups/create", new { contracts_limit = 3 });
        var id = group.Text("order_group_id")!;
        var (_, resting) = await SendAsync(HttpMethod.Post, Orders, Body("bid", "0.2000", "1.00", "good_till_canceled", "g1", groupId: id));
        await SendAsync(HttpMethod.Post, Orders, Body("bid", "0.3500", "3.00", "good_till_canceled", "g2", groupId: id));
        var (_, canceled) = await GetAsync($"/portfolio/orders/{resting.Text("order_id")}");
        var (refused, _) = await SendAsync(HttpMethod.Post, Orders, Body("bid", "0.2000", "1.00", "good_till_canceled", "g3", groupId: id));
        await SendAsync(HttpMethod.Put, $"/portfolio/order_groups/{id}/reset", new { });
        var (taken, _) = await SendAsync(HttpMethod.Post, Orders, Body("bid", "0.2000", "1.00", "good_till_canceled", "g4", groupId: id));

        Assert.Equal("canceled", canceled.GetProperty("order").Text("status"));
        Assert.Equal((400, 201), (refused, taken));
    }

    [Fact]
    public async Task Reduce_only_trades_no_more_than_is_held()
    {
        await PlaceAsync("bid", "0.3500", "2.00", "immediate_or_cancel");
        var (_, reduced) = await SendAsync(HttpMethod.Post, Orders, Body("ask", "0.3000", "5.00", "immediate_or_cancel", "r1", reduceOnly: true));
        var (status, refusal) = await SendAsync(HttpMethod.Post, Orders, Body("ask", "0.3000", "5.00", "immediate_or_cancel", "r2", reduceOnly: true));

        Assert.Equal(("2.00", "0.00"), (reduced.Text("fill_count"), reduced.Text("remaining_count")));
        Assert.Equal((400, "invalid_order"), (status, refusal.GetProperty("error").Text("code")));
    }

    [Fact]
    public async Task A_decrease_leaves_the_order_in_its_place_with_fewer_contracts()
    {
        var (_, created) = await PlaceAsync("bid", "0.2000", "5.00", "good_till_canceled");
        var path = $"{Orders}/{created.Text("order_id")}/decrease";
        var (_, by) = await SendAsync(HttpMethod.Post, path, new { reduce_by = "2.00" });
        var (_, to) = await SendAsync(HttpMethod.Post, path, new { reduce_to = "1.00" });
        var (status, _) = await SendAsync(HttpMethod.Post, path, new { reduce_to = "4.00" });

        Assert.Equal(("3.00", "1.00", 400), (by.Text("remaining_count"), to.Text("remaining_count"), status));
        Assert.Equal("""[["0.2000","1.00"],["0.3000","10.00"]]""", await LadderAsync("yes_dollars"));
    }

    [Fact]
    public async Task A_batch_answers_for_each_order_by_itself()
    {
        var (created, placed) = await SendAsync(HttpMethod.Post, $"{Orders}/batched", new
        {
            orders = new[]
            {
                Body("bid", "0.2000", "1.00", "good_till_canceled", "b1"),
                Body("bid", "0.2050", "1.00", "good_till_canceled", "b2"),
                Body("bid", "0.3500", "1.00", "immediate_or_cancel", "b3"),
            },
        });
        var answers = placed.GetProperty("orders").EnumerateArray().ToList();
        var (_, canceled) = await SendAsync(HttpMethod.Delete, $"{Orders}/batched", new
        {
            orders = new[] { new { order_id = answers[0].Text("order_id") }, new { order_id = answers[2].Text("order_id") } },
        });
        var cancels = canceled.GetProperty("orders").EnumerateArray().ToList();

        Assert.Equal(201, created);
        Assert.Equal("1.00", answers[0].Text("remaining_count"));
        Assert.Equal("invalid_price", answers[1].GetProperty("error").Text("code"));
        Assert.Equal("1.00", answers[2].Text("fill_count"));
        Assert.Equal("1.00", cancels[0].Text("reduced_by"));
        Assert.Equal("not_found", cancels[1].GetProperty("error").Text("code"));
    }

    [Fact]
    public async Task Two_keys_trade_with_each_other_at_the_resting_price()
    {
        await PlaceAsync("bid", "0.3300", "2.00", "good_till_canceled");
        var (_, taken) = await SendAsync(HttpMethod.Post, Orders, Body("ask", "0.3100", "3.00", "immediate_or_cancel", "t"), key: "other");
        var maker = (await GetAsync("/portfolio/fills")).Body.GetProperty("fills")[0];

        Assert.Equal(("2.00", "0.3300"), (taken.Text("fill_count"), taken.Text("average_fill_price")));
        Assert.Equal(("2.00", "0.3300", false), (maker.Text("count_fp"), maker.Text("yes_price_dollars"), maker.GetProperty("is_taker").GetBoolean()));
    }

    [Fact]
    public async Task A_faulty_answer_does_not_undo_the_order()
    {
        using var capture = CaptureFile.TwoWindows();
        await using var simulator = await Simulators.StartAsync(new()
        {
            Recording = capture.FilePath,
            Clock = _clock,
            StartOnSubscribe = false,
            Faults = ["at 5s for 10s order-without-body", "at 20s for 10s order-timeout", "at 40s for 10s maintenance"],
        });
        await MoveAsync(simulator, 10);
        var (empty, body) = await PlaceAsync("bid", "0.2000", "1.00", "good_till_canceled", "e1", simulator);
        await MoveAsync(simulator, 15);
        await Assert.ThrowsAsync<TaskCanceledException>(() =>
            PlaceAsync("bid", "0.2100", "1.00", "good_till_canceled", "e2", simulator, patience: TimeSpan.FromSeconds(2)));
        var resting = (await SendAsync(HttpMethod.Get, "/portfolio/orders?status=resting", simulator: simulator)).Body.GetProperty("orders");
        await MoveAsync(simulator, 20);
        var (paused, refusal) = await PlaceAsync("bid", "0.2200", "1.00", "good_till_canceled", "e3", simulator);

        Assert.Equal((201, "{}"), (empty, body.GetRawText()));
        Assert.Equal(["e1", "e2"], resting.EnumerateArray().Select(o => o.Text("client_order_id")));
        Assert.Equal((409, "trading_is_paused"), (paused, refusal.GetProperty("error").Text("code")));
    }

    async Task AdvanceAsync(double seconds) => await MoveAsync(_simulator, seconds);

    async Task MoveAsync(SimulatorHost simulator, double seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        await simulator.CatchUpAsync(_clock);
    }

    Task<(int Status, JsonElement Body)> PlaceAsync(
        string side, string price, string count, string inForce, string? id = null, SimulatorHost? simulator = null,
        TimeSpan? patience = null) =>
        SendAsync(HttpMethod.Post, Orders, Body(side, price, count, inForce, id ?? $"client-{++_clientOrderId}"), simulator, patience: patience);

    static object Body(
        string side, string price, string count, string inForce, string id, bool postOnly = false, string? groupId = null, long? expiration = null,
        bool reduceOnly = false) => new
        {
            ticker = CaptureFile.First,
            client_order_id = id,
            side,
            price,
            count,
            time_in_force = inForce,
            self_trade_prevention_type = "taker_at_cross",
            post_only = postOnly,
            reduce_only = reduceOnly,
            order_group_id = groupId,
            expiration_time = expiration,
        };

    Task<(int Status, JsonElement Body)> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body = null, SimulatorHost? simulator = null, string key = "any",
        TimeSpan? patience = null)
    {
        using var client = new HttpClient { Timeout = patience ?? TimeSpan.FromSeconds(60) };
        using var request = new HttpRequestMessage(method, (simulator ?? _simulator).KalshiRest + path);
        foreach (var (name, value) in ApiKey.Unsigned(_clock.GetUtcNow()))
            request.Headers.Add(name, name == "KALSHI-ACCESS-KEY" ? key : value);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = await client.SendAsync(request);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return ((int)response.StatusCode, document.RootElement.Clone());
    }

    async Task<string> LadderAsync(string side) =>
        (await _simulator.GetAsync($"/markets/{CaptureFile.First}/orderbook")).Body.GetProperty("orderbook_fp").GetProperty(side).GetRawText();

    static (string?, string?, string?) Describe(JsonElement delta)
    {
        var msg = delta.GetProperty("msg");
        return (msg.Text("price_dollars"), msg.Text("delta_fp"), msg.Text("client_order_id"));
    }
}

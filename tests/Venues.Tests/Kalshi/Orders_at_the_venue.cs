using System.Net;
using System.Text.Json;
using Kalshi.Trading;
using Microsoft.AspNetCore.Http;

namespace Kalshi.Venues.Tests;

public class Orders_at_the_venue
{
    static readonly CancellationToken None = CancellationToken.None;
    static readonly MarketTicker Ticker = MarketTicker.Parse("KXBTC15M-26MAY110830-30", "test");

    static readonly OrderRequest Order = new(
        Ticker, "intent:1", Side.No, OrderAction.Buy, Price.FromSteps(6100), Quantity.FromSteps(1000), TimeInForce.ImmediateOrCancel, ReduceOnly: true);

    const string Accepted = """{"order_id":"o-1","client_order_id":"intent:1","fill_count":"3.00","remaining_count":"0.00","average_fill_price":"0.390000","average_fee_paid":"0.016700","ts_ms":1778501852135}""";

    static KalshiOrders Client(ScriptedRest server, WriteBudgetOptions? budget = null, KalshiRestOptions? options = null) => new(
        server.Endpoints, TestKey.Credentials, KalshiRest.CreateHttpClient(), options ?? ScriptedRest.Quick, budget ?? new(), TimeProvider.System, new Random(1));

    [Theory]
    [InlineData(Side.Yes, OrderAction.Buy, 3900, true, 3900)]
    [InlineData(Side.No, OrderAction.Buy, 3900, false, 6100)]
    [InlineData(Side.Yes, OrderAction.Sell, 3900, false, 3900)]
    [InlineData(Side.No, OrderAction.Sell, 3900, true, 6100)]
    public void The_four_ways_to_trade_a_contract_are_a_bid_or_an_ask_for_yes(Side side, OrderAction action, long price, bool isBid, long yesPrice)
    {
        var book = BookOrder.From(side, action, Price.FromSteps(price));
        Assert.Equal(new BookOrder(isBid, Price.FromSteps(yesPrice)), book);
        Assert.Equal(side == Side.Yes == (action == OrderAction.Buy) ? Side.Yes : Side.No, book.Outcome);
    }

    [Fact]
    public async Task An_order_is_sent_signed_in_the_single_book_with_fixed_point_text()
    {
        JsonElement body = default;
        var signed = false;
        await using var server = await ScriptedRest.StartAsync(async context =>
        {
            body = (await JsonDocument.ParseAsync(context.Request.Body)).RootElement;
            signed = context.Request.Headers.ContainsKey(KalshiSigner.SignatureHeader);
            context.Response.StatusCode = 201;
            await context.Response.WriteAsync(Accepted);
        });
        using var orders = Client(server);
        var accepted = Assert.IsType<OrderAccepted>(await orders.CreateAsync(Order, None));
        Assert.Equal(new OrderAccepted("o-1", Quantity.FromSteps(300), Quantity.Zero, 0.39m, 0.0167m, 1778501852135), accepted);
        Assert.Equal("/trade-api/v2/portfolio/events/orders", Assert.Single(server.Requests));
        Assert.True(signed);
        Assert.Equal(
            $$"""{"ticker":"{{Ticker}}","client_order_id":"intent:1","side":"ask","count":"10.00","price":"0.3900","time_in_force":"immediate_or_cancel","self_trade_prevention_type":"taker_at_cross","reduce_only":true}""",
            body.GetRawText());
    }

    [Theory]
    [InlineData(400, """{"error":{"code":"invalid_price"}}""")]
    [InlineData(401, "unauthorized")]
    [InlineData(403, "insufficient balance")]
    [InlineData(410, "deprecated_v1_order_endpoint")]
    [InlineData(429, """{"error":"too many requests"}""")]
    public async Task A_refusal_is_an_answer_with_the_venues_words(int status, string body)
    {
        await using var server = await ScriptedRest.StartAsync((status, body));
        using var orders = Client(server);
        Assert.Equal(new OrderRejected((HttpStatusCode)status, body), await orders.CreateAsync(Order, None));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(500, "oops")]
    [InlineData(503, "maintenance")]
    [InlineData(409, "duplicate client_order_id")]
    [InlineData(302, "")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"error":{"code":"market_closed"}}""")]
    [InlineData(201, """{"order_id":"","fill_count":"0","remaining_count":"0","ts_ms":1}""")]
    public async Task What_is_neither_an_order_nor_a_refusal_is_unknown_and_never_sent_again(int status, string body)
    {
        await using var server = await ScriptedRest.StartAsync((status, body));
        using var orders = Client(server);
        var unknown = Assert.IsType<OrderUnknown>(await orders.CreateAsync(Order, None));
        Assert.Contains(body, unknown.Cause, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_order_without_an_answer_is_unknown_and_never_sent_again()
    {
        await using var server = await ScriptedRest.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var orders = Client(server, options: ScriptedRest.Quick with { AttemptTimeout = TimeSpan.FromMilliseconds(100) });
        Assert.Equal(new OrderUnknown("no answer within 0.1 s"), await orders.CreateAsync(Order, None));
        Assert.InRange(server.Requests.Count, 0, 1);
    }

    [Fact]
    public async Task What_the_venue_would_refuse_for_sure_is_not_sent()
    {
        await using var server = await ScriptedRest.StartAsync((201, Accepted));
        using var orders = Client(server);
        (OrderRequest Order, string Reason)[] faults =
        [
            (Order with { Price = Price.One }, "Price: 1.0000 is not above 0 and below 1 dollar"),
            (Order with { Price = Price.Zero }, "Price: 0.0000 is not above 0 and below 1 dollar"),
            (Order with { Count = Quantity.Zero }, "Count: 0.00 is not positive"),
            (Order with { ClientOrderId = "with blank" }, "ClientOrderId: 'with blank' is not 1 to 64 letters, digits or -_:+=/"),
            (Order with { ClientOrderId = new string('x', 65) }, $"ClientOrderId: '{new string('x', 65)}' is not 1 to 64 letters, digits or -_:+=/"),
            (Order with { PostOnly = true }, "PostOnly: an order that is ImmediateOrCancel can only take"),
            (Order with { TimeInForce = TimeInForce.GoodTillCanceled }, "ReduceOnly: the venue refuses it on an order that is GoodTillCanceled"),
            (Order with { ExpirationTs = 1 }, "ExpirationTs: an order that is ImmediateOrCancel does not rest"),
        ];
        foreach (var (order, reason) in faults)
            Assert.Equal(new OrderDenied(reason), await orders.CreateAsync(order, None));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_last_of_the_write_budget_is_for_cancels()
    {
        await using var server = await ScriptedRest.StartAsync(context =>
            context.Response.WriteAsync(context.Request.Method == "POST" ? Accepted : """{"order_id":"o-1","reduced_by":"1.00","ts_ms":1}"""));
        using var orders = Client(server, new() { Capacity = 24, TokensPerSecond = 0.001, CancelReserve = 4 });
        Assert.IsType<OrderAccepted>(await orders.CreateAsync(Order, None));
        Assert.IsType<OrderAccepted>(await orders.CreateAsync(Order with { ClientOrderId = "intent:2" }, None));
        Assert.IsType<OrderDenied>(await orders.CreateAsync(Order with { ClientOrderId = "intent:3" }, None));
        Assert.IsType<OrderCancelled>(await orders.CancelAsync("o-1", None));
        Assert.IsType<OrderCancelled>(await orders.CancelAsync("o-1", None));
        Assert.Equal(new CancelUnknown("o-1", "not sent: write budget"), await orders.CancelAsync("o-1", None));
    }

    [Fact]
    public async Task A_cancel_that_finds_nothing_says_so_instead_of_guessing()
    {
        await using var server = await ScriptedRest.StartAsync(
            (404, "not found"), (503, "busy"), (400, "bad"), (200, """{"order_id":"other","reduced_by":"1.00","ts_ms":1}"""), (200, "{}"));
        using var orders = Client(server);
        Assert.Equal(new NothingToCancel("o-1", "not found"), await orders.CancelAsync("o-1", None));
        Assert.Equal(new CancelUnknown("o-1", "HTTP 503: busy"), await orders.CancelAsync("o-1", None));
        Assert.Equal(new CancelRejected("o-1", HttpStatusCode.BadRequest, "bad"), await orders.CancelAsync("o-1", None));
        Assert.Equal(new CancelUnknown("o-1", "the answer is about order other"), await orders.CancelAsync("o-1", None));
        Assert.IsType<CancelUnknown>(await orders.CancelAsync("o-1", None));
        Assert.All(server.Requests, request => Assert.Equal("/trade-api/v2/portfolio/events/orders/o-1", request));
    }

    [Fact]
    public async Task A_batch_of_cancels_has_one_outcome_an_order()
    {
        await using var server = await ScriptedRest.StartAsync((200, """{"orders":[{"order_id":"b","error":{"code":"not_found"}},{"order_id":"a","reduced_by":"2.00"}]}"""));
        using var orders = Client(server);
        var outcomes = await orders.CancelAsync(["a", "b", "c"], None);
        Assert.Equal(new OrderCancelled("a", Quantity.FromSteps(200)), outcomes[0]);
        Assert.Equal(new NothingToCancel("b", """{"code":"not_found"}"""), outcomes[1]);
        Assert.Equal(new CancelUnknown("c", "the answer leaves it out"), outcomes[2]);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => orders.CancelAsync([.. Enumerable.Range(0, 21).Select(i => $"{i}")], None));
    }

    static string Held(string id, string direction) => $$"""
        {"order_id":"{{id}}","user_id":"u","client_order_id":"intent:{{id}}","ticker":"{{Ticker}}","type":"limit","status":"resting","yes_price_dollars":"0.3900",
         "no_price_dollars":"0.6100","fill_count_fp":"1.00","remaining_count_fp":"9.00","initial_count_fp":"10.00","created_time":"2026-05-11T12:17:32Z",{{direction}}}
        """;

    [Theory]
    [InlineData("\"outcome_side\":\"no\"", Side.No)]
    [InlineData("\"side\":\"yes\",\"action\":\"buy\"", Side.Yes)]
    [InlineData("\"side\":\"yes\",\"action\":\"sell\"", Side.No)]
    [InlineData("\"side\":\"no\",\"action\":\"buy\"", Side.No)]
    [InlineData("\"side\":\"no\",\"action\":\"sell\"", Side.Yes)]
    public async Task An_order_is_asked_for_by_its_id(string direction, Side outcome)
    {
        await using var server = await ScriptedRest.StartAsync((200, $$"""{"order":{{Held("1", direction)}}}"""));
        using var orders = Client(server);
        Assert.Equal(
            new VenueOrder("1", "intent:1", Ticker, "resting", outcome, Price.FromSteps(3900), Quantity.FromSteps(100), Quantity.FromSteps(900), Quantity.FromSteps(1000), 1778501852),
            await orders.OrderAsync("1", None));
    }

    [Fact]
    public async Task An_order_that_the_venue_does_not_know_is_none_and_a_venue_that_does_not_answer_is_an_error()
    {
        await using var server = await ScriptedRest.StartAsync((404, "not found"), (503, "busy"));
        using var orders = Client(server);
        Assert.Null(await orders.OrderAsync("1", None));
        await Assert.ThrowsAsync<KalshiRestException>(() => orders.OrderAsync("1", None));
    }

    [Fact]
    public async Task Orders_fills_and_positions_are_listed_to_the_end_and_tell_what_they_could_not_read()
    {
        await using var server = await ScriptedRest.StartAsync(context => context.Response.WriteAsync((context.Request.Path.Value!.Split('/')[^1], context.Request.Query["cursor"].Count) switch
        {
            ("orders", 0) => $$"""{"orders":[{{Held("1", "\"outcome_side\":\"yes\"")}},{{Held("2", "\"x\":1")}}],"cursor":"c"}""",
            ("orders", _) => $$"""{"orders":[{{Held("3", "\"outcome_side\":\"yes\"")}}],"cursor":""}""",
            ("fills", _) => $$"""{"fills":[{"trade_id":"t","order_id":"1","ticker":"{{Ticker}}","market_ticker":"{{Ticker}}","side":"no","action":"buy","count_fp":"1.00","yes_price_dollars":"0.3900","no_price_dollars":"0.6100","is_taker":true,"fee_cost":"0.016700"}],"cursor":""}""",
            ("positions", _) => $$"""{"market_positions":[{"ticker":"{{Ticker}}","position_fp":"-3.00","market_exposure_dollars":"1.830000","realized_pnl_dollars":"-0.000001","fees_paid_dollars":"0.05"}],"event_positions":[]}""",
            _ => """{"balance":12345,"portfolio_value":183,"updated_ts":1778501852}""",
        }));
        using var orders = Client(server);
        var held = await orders.OrdersAsync(Ticker, "resting", 1778501000, None);
        Assert.Equal(["1", "3"], held.Items.Select(order => order.OrderId));
        Assert.Contains("outcome_side: missing", Assert.Single(held.Rejected), StringComparison.Ordinal);
        Assert.Equal($"/trade-api/v2/portfolio/orders?limit=1000&ticker={Ticker}&status=resting&min_ts=1778501000", server.Requests[0]);
        Assert.Equal(new VenueFill("t", "1", Ticker, Side.No, Price.FromSteps(3900), Quantity.FromSteps(100), 0.0167m, true, null), Assert.Single((await orders.FillsAsync(null, null, None)).Items));
        Assert.Equal(new VenuePosition(Ticker, Quantity.FromSteps(-300), 1.83m, -0.000001m, 0.05m), Assert.Single((await orders.PositionsAsync(None)).Items));
        Assert.Equal(new VenueBalance(12345, 183, 1778501852), await orders.BalanceAsync(None));
    }

    [Fact]
    public async Task An_order_group_is_made_and_pulled()
    {
        await using var server = await ScriptedRest.StartAsync((201, """{"order_group_id":"g/1"}"""), (200, "{}"), (503, "busy"));
        using var orders = Client(server);
        var group = await orders.CreateOrderGroupAsync(Quantity.FromSteps(10000), None);
        Assert.Null(await orders.TriggerOrderGroupAsync(group, None));
        Assert.Equal("HTTP 503: busy", await orders.TriggerOrderGroupAsync(group, None));
        Assert.Equal("/trade-api/v2/portfolio/order_groups/g%2F1/trigger", server.Requests[1]);
    }
}

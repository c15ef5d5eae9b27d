using System.Net;
using System.Text.Json;
using Kalshi.Trading;
using Microsoft.AspNetCore.Http;

namespace Kalshi.Venues.Tests;

public class Changes_of_orders
{
    static readonly CancellationToken None = CancellationToken.None;

    static readonly OrderRequest Resting = new(
        SessionScript.A, "intent:1", Side.No, OrderAction.Buy, Price.FromSteps(6100), Quantity.FromSteps(1000), TimeInForce.GoodTillCanceled);

    static KalshiOrders Client(ScriptedRest server, RestLine? line = null) => line is null
        ? new(server.Endpoints, TestKey.Credentials, KalshiRest.CreateHttpClient(), ScriptedRest.Quick, new WriteBudgetOptions(), TimeProvider.System, new Random(1))
        : new(server.Endpoints, TestKey.Credentials, KalshiRest.CreateHttpClient(), ScriptedRest.Quick, line, TimeProvider.System, new Random(1));

    static async Task<(ScriptedRest Server, List<string> Bodies)> ListenAsync(int status, string answer)
    {
        List<string> bodies = [];
        return (await ScriptedRest.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            bodies.Add(await reader.ReadToEndAsync());
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(answer);
        }), bodies);
    }

    [Fact]
    public async Task An_amendment_names_the_order_as_it_shall_be_in_the_single_book()
    {
        var (server, bodies) = await ListenAsync(200, """{"order_id":"o-1","client_order_id":"intent:2","remaining_count":"8.00","fill_count":"2.00","average_fill_price":"0.390000","average_fee_paid":"0.0167","ts_ms":5}""");
        await using var _ = server;
        using var orders = Client(server);
        Assert.Equal(
            new OrderChanged("o-1", Quantity.FromSteps(800), Quantity.FromSteps(200), 0.39m, 0.0167m, 5),
            await orders.AmendAsync("o-1", Resting, "intent:2", None));
        Assert.Equal("/trade-api/v2/portfolio/events/orders/o-1/amend", Assert.Single(server.Requests));
        Assert.Equal(
            $$"""{"ticker":"{{SessionScript.A}}","side":"ask","price":"0.3900","count":"10.00","client_order_id":"intent:1","updated_client_order_id":"intent:2"}""",
            Assert.Single(bodies));
    }

    [Fact]
    public async Task A_decrease_says_what_shall_rest_afterwards()
    {
        var (server, bodies) = await ListenAsync(200, """{"order_id":"o-1","client_order_id":"c","remaining_count":"8.00","ts_ms":5}""");
        await using var _ = server;
        using var orders = Client(server);
        Assert.Equal(new OrderChanged("o-1", Quantity.FromSteps(800), null, null, null, 5), await orders.DecreaseAsync("o-1", Quantity.FromSteps(800), None));
        Assert.Equal("/trade-api/v2/portfolio/events/orders/o-1/decrease", Assert.Single(server.Requests));
        Assert.Equal("""{"reduce_to":"8.00"}""", Assert.Single(bodies));
        Assert.IsType<ChangeDenied>(await orders.DecreaseAsync("o-1", Quantity.FromSteps(-1), None));
    }

    [Theory]
    [InlineData(404, "not_found", typeof(NothingToChange))]
    [InlineData(400, "invalid_price", typeof(ChangeRejected))]
    [InlineData(409, "conflict", typeof(ChangeUnknown))]
    [InlineData(503, "busy", typeof(ChangeUnknown))]
    [InlineData(200, "{}", typeof(ChangeUnknown))]
    [InlineData(200, """{"order_id":"o-2","ts_ms":5,"remaining_count":"1.00"}""", typeof(ChangeUnknown))]
    public async Task A_change_that_did_not_certainly_happen_says_what_is_known(int status, string answer, Type outcome)
    {
        await using var server = await ScriptedRest.StartAsync((status, answer));
        using var orders = Client(server);
        Assert.IsType(outcome, await orders.AmendAsync("o-1", Resting, null, None));
        Assert.IsType(outcome, await orders.DecreaseAsync("o-1", Quantity.Zero, None));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task An_amendment_that_the_venue_would_refuse_for_sure_is_not_sent()
    {
        await using var server = await ScriptedRest.StartAsync((200, "{}"));
        using var orders = Client(server);
        Assert.IsType<ChangeDenied>(await orders.AmendAsync("o-1", Resting with { Price = Price.One }, null, None));
        Assert.IsType<ChangeDenied>(await orders.AmendAsync("o-1", Resting, "with blank", None));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Each_order_of_a_batch_has_an_outcome_of_its_own()
    {
        var (server, bodies) = await ListenAsync(201, """
            {"orders":[{"order_id":"o-3","client_order_id":"c","fill_count":"1.00","remaining_count":"0.00","average_fill_price":"0.5","average_fee_paid":"0.01","ts_ms":7},
             {"client_order_id":"a","error":{"code":"insufficient_balance","message":"no"}},
             {"client_order_id":"b","error":{"code":"internal_server_error"}},{"order_id":"","client_order_id":"d"}]}
            """);
        await using var _ = server;
        using var orders = Client(server);
        var outcomes = await orders.CreateAsync([.. "abcde".Select(id => Resting with { ClientOrderId = id.ToString() })], None);
        Assert.Equal(HttpStatusCode.Created, Assert.IsType<OrderRejected>(outcomes[0]).Status);
        Assert.Contains("internal_server_error", Assert.IsType<OrderUnknown>(outcomes[1]).Cause, StringComparison.Ordinal);
        Assert.Equal(new OrderAccepted("o-3", Quantity.FromSteps(100), Quantity.Zero, 0.5m, 0.01m, 7), outcomes[2]);
        Assert.Equal(new OrderUnknown("the answer gives neither a whole order nor an error"), outcomes[3]);
        Assert.Equal(new OrderUnknown("the answer leaves it out"), outcomes[4]);
        Assert.Equal("/trade-api/v2/portfolio/events/orders/batched", Assert.Single(server.Requests));
        Assert.Equal(5, JsonDocument.Parse(Assert.Single(bodies)).RootElement.GetProperty("orders").GetArrayLength());
    }

    [Theory]
    [InlineData(400, "bad", typeof(OrderRejected))]
    [InlineData(500, "oops", typeof(OrderUnknown))]
    [InlineData(200, "{}", typeof(OrderUnknown))]
    public async Task A_batch_that_fails_as_a_whole_says_so_of_each_order(int status, string answer, Type outcome)
    {
        await using var server = await ScriptedRest.StartAsync((status, answer));
        using var orders = Client(server);
        Assert.All(await orders.CreateAsync([Resting, Resting with { ClientOrderId = "intent:2" }], None), each => Assert.IsType(outcome, each));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_batch_with_a_fault_or_the_same_order_twice_is_not_sent()
    {
        await using var server = await ScriptedRest.StartAsync((200, "{}"));
        using var orders = Client(server);
        Assert.All(await orders.CreateAsync([Resting, Resting], None), each => Assert.IsType<OrderDenied>(each));
        Assert.All(await orders.CreateAsync([Resting, Resting with { ClientOrderId = "b", Count = Quantity.Zero }], None), each => Assert.IsType<OrderDenied>(each));
        Assert.Empty(await orders.CreateAsync([], None));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_group_can_be_read_limited_reset_and_deleted()
    {
        await using var server = await ScriptedRest.StartAsync(context => context.Response.WriteAsync((context.Request.Method, context.Request.Path.Value!.Split('/')[^1]) switch
        {
            ("GET", "order_groups") => """{"order_groups":[{"id":"g","contracts_limit_fp":"10.00","is_auto_cancel_enabled":true},{"contracts_limit_fp":"10.00"}]}""",
            ("GET", _) => """{"is_auto_cancel_enabled":false,"contracts_limit_fp":"10.00","orders":["o-1"]}""",
            _ => "{}",
        }));
        using var orders = Client(server);
        var listed = await orders.OrderGroupsAsync(None);
        Assert.Equal(new OrderGroup("g", Quantity.FromSteps(1000), true, null), Assert.Single(listed.Items));
        Assert.Single(listed.Rejected);
        var group = await orders.OrderGroupAsync("g", None);
        Assert.Equal(("g", false), (group!.Id, group.IsArmed));
        Assert.Equal(["o-1"], group.OrderIds!);
        Assert.Null(await orders.ResetOrderGroupAsync("g", None));
        Assert.Null(await orders.LimitOrderGroupAsync("g", Quantity.FromSteps(500), None));
        Assert.Null(await orders.DeleteOrderGroupAsync("g", None));
        Assert.Equal(["g/reset", "g/limit", "order_groups/g"], server.Requests.Skip(2).Select(path => string.Join('/', path.Split('/')[^2..])));
    }

    [Fact]
    public async Task Settlements_queue_positions_and_the_value_at_rest_are_read_with_their_units()
    {
        await using var server = await ScriptedRest.StartAsync(context => context.Response.WriteAsync(context.Request.Path.Value!.Split('/')[^1] switch
        {
            "settlements" => $$"""
                {"settlements":[{"ticker":"{{SessionScript.A}}","event_ticker":"E","market_result":"yes","yes_count_fp":"3.00","yes_total_cost_dollars":"1.830000",
                 "no_count_fp":"0.00","no_total_cost_dollars":"0.0000","revenue":300,"settled_time":"2026-05-11T12:31:00Z","fee_cost":"0.0500","value":100}]}
                """,
            "queue_positions" => $$"""{"queue_positions":[{"order_id":"o-1","market_ticker":"{{SessionScript.A}}","queue_position_fp":"12.00"}]}""",
            "queue_position" => """{"queue_position_fp":"12.00"}""",
            _ => """{"total_resting_order_value":1234}""",
        }));
        using var orders = Client(server);
        Assert.Equal(
            new VenueSettlement(SessionScript.A, "E", "yes", Quantity.FromSteps(300), 1.83m, Quantity.Zero, 0m, 3m, 0.05m, 100, 1778502660),
            Assert.Single((await orders.SettlementsAsync(SessionScript.A, 1, 2, None)).Items));
        Assert.Equal($"/trade-api/v2/portfolio/settlements?limit=1000&ticker={SessionScript.A}&min_ts=1&max_ts=2", server.Requests[0]);
        Assert.Equal(new QueuePosition("o-1", SessionScript.A, Quantity.FromSteps(1200)), Assert.Single((await orders.QueuePositionsAsync([SessionScript.A], None)).Items));
        Assert.Equal(Quantity.FromSteps(1200), await orders.QueuePositionAsync("o-1", None));
        Assert.Equal(1234, await orders.RestingOrderValueCentsAsync(None));
    }

    [Fact]
    public async Task A_page_that_the_venue_cuts_off_leaves_the_listing_incomplete()
    {
        var page = 0;
        await using var server = await ScriptedRest.StartAsync(context => context.Response.WriteAsync($$"""{"fills":[],"orders":[],"market_positions":[],"settlements":[],"cursor":"c{{++page}}"}"""));
        using var orders = new KalshiOrders(
            server.Endpoints, TestKey.Credentials, KalshiRest.CreateHttpClient(), ScriptedRest.Quick with { PagesMax = 2 }, new WriteBudgetOptions(), TimeProvider.System, new Random(1));
        Assert.False((await orders.OrdersAsync(null, null, null, None)).IsComplete);
        Assert.False((await orders.HistoricalOrdersAsync(null, 5, None)).IsComplete);
        Assert.False((await orders.FillsAsync(null, "o-1", null, None)).IsComplete);
        Assert.False((await orders.HistoricalFillsAsync(null, null, None)).IsComplete);
        Assert.False((await orders.PositionsAsync(None)).IsComplete);
        Assert.False((await orders.SettlementsAsync(null, null, null, None)).IsComplete);
    }
}

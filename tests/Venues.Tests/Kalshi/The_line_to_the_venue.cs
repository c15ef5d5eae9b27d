using System.Net;
using Kalshi.Trading;
using Microsoft.AspNetCore.Http;

namespace Kalshi.Venues.Tests;

public class The_line_to_the_venue
{
    static readonly CancellationToken None = CancellationToken.None;

    const string Status = """{"exchange_active":true,"trading_active":true}""";
    const string Cancelled = """{"order_id":"o-1","reduced_by":"1.00","ts_ms":1}""";

    static readonly OrderRequest Order = new(
        SessionScript.A, "intent:1", Side.Yes, OrderAction.Buy, Price.FromSteps(6100), Quantity.FromSteps(100), TimeInForce.ImmediateOrCancel);

    static KalshiOrders Orders(ScriptedRest server, RestLine line, TimeProvider? clock = null) => new(
        server.Endpoints, TestKey.Credentials, KalshiRest.CreateHttpClient(), ScriptedRest.Quick, line, clock ?? TimeProvider.System, new Random(1));

    [Fact]
    public void Calls_cost_what_the_venue_lists_and_else_its_default()
    {
        var documented = CallCosts.Documented(new());
        Assert.Equal((10, 10, 2, 2), (
            documented.Of("GET", "markets?limit=5"), documented.Of("POST", "portfolio/events/orders"),
            documented.Of("DELETE", "portfolio/events/orders/3b23c1c7"), documented.Of("DELETE", "portfolio/events/orders/batched")));
        var told = CallCosts.Of(new EndpointCosts(7, [new("GET", "/trade-api/v2/markets/{ticker}/orderbook", 3), new("POST", "/trade-api/v2/portfolio/events/orders", 20)]));
        Assert.Equal((3, 20, 7), (told.Of("GET", "markets/A-1/orderbook?depth=1"), told.Of("POST", "portfolio/events/orders"), told.Of("DELETE", "portfolio/events/orders/o-1")));
    }

    [Fact]
    public void What_the_venue_tells_of_the_key_takes_the_place_of_the_documented_limits()
    {
        using var line = new RestLine(new(), new RecordingClock());
        line.Apply(new AccountLimits("premier", new(1000, 1000), new(50, 25)));
        Assert.Equal((200, 50), (line.View().ReadTokens, line.View().WriteTokens));
        line.Apply(new EndpointCosts(25, []));
        Assert.True(line.TryTakeWrite("DELETE", "portfolio/events/orders/o-1", 1, wayOut: true));
        Assert.Equal(25, line.View().WriteTokens);
    }

    [Fact]
    public async Task A_backfill_leaves_part_of_the_budget_to_reads_on_which_decisions_depend()
    {
        var clock = new RecordingClock();
        using var line = new RestLine(new() { ReadTokensPerSecond = 100, ReadCapacity = 60, ReadReserve = 50 }, clock);
        Assert.True(await line.TakeReadAsync("markets", critical: false, None));
        Assert.Empty(clock.Delays);
        Assert.True(await line.TakeReadAsync("markets", critical: false, None));
        Assert.Equal(TimeSpan.FromSeconds(0.1), Assert.Single(clock.Delays));
        Assert.True(await line.TakeReadAsync("markets", critical: true, None));
        Assert.Single(clock.Delays);
    }

    [Fact]
    public async Task After_a_429_nothing_of_the_kind_goes_out_until_the_venue_has_had_its_rest()
    {
        var clock = new RecordingClock();
        using var line = new RestLine(new(), clock);
        line.RateLimited(isRead: true, TimeSpan.FromSeconds(3));
        line.RateLimited(isRead: false, TimeSpan.FromSeconds(9));
        Assert.False(line.TryTakeWrite("POST", "portfolio/events/orders", 1, wayOut: false));
        Assert.True(line.TryTakeWrite("DELETE", "portfolio/events/orders/o-1", 1, wayOut: true));
        Assert.True(await line.TakeReadAsync("markets", critical: true, None));
        Assert.Equal(TimeSpan.FromSeconds(3), Assert.Single(clock.Delays));
        Assert.Equal(2, line.View().RateLimited);
    }

    [Fact]
    public async Task A_venue_that_limits_orders_does_not_keep_us_from_cancelling()
    {
        await using var server = await ScriptedRest.StartAsync(context =>
        {
            var create = context.Request.Method == "POST";
            context.Response.StatusCode = create ? 429 : 200;
            if (create)
                context.Response.Headers.RetryAfter = "5";
            return context.Response.WriteAsync(create ? """{"error":"too many requests"}""" : Cancelled);
        });
        var clock = new RecordingClock();
        using var line = new RestLine(new(), clock);
        using var orders = Orders(server, line, clock);
        Assert.Equal(HttpStatusCode.TooManyRequests, Assert.IsType<OrderRejected>(await orders.CreateAsync(Order, None)).Status);
        Assert.IsType<OrderDenied>(await orders.CreateAsync(Order, None));
        Assert.IsType<OrderCancelled>(await orders.CancelAsync("o-1", None));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_critical_read_that_fails_for_want_of_budget_is_said_until_one_succeeds()
    {
        var status = 429;
        await using var server = await ScriptedRest.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(Status);
        });
        using var line = new RestLine(new(), TimeProvider.System);
        using var critical = server.Client(line: line);
        using var backfill = server.Client(ScriptedRest.Quick with { IsCritical = false }, line: line);
        await Assert.ThrowsAsync<KalshiRestException>(() => backfill.ExchangeStatusAsync(None));
        Assert.True(line.BudgetAvailable);
        await Assert.ThrowsAsync<KalshiRestException>(() => critical.ExchangeStatusAsync(None));
        Assert.False(line.BudgetAvailable);
        Assert.Contains("HTTP 429", line.View().BudgetReason, StringComparison.Ordinal);
        status = 200;
        await backfill.ExchangeStatusAsync(None);
        Assert.False(line.BudgetAvailable);
        await critical.ExchangeStatusAsync(None);
        Assert.Equal((true, null), (line.BudgetAvailable, line.View().BudgetReason));
    }

    [Fact]
    public async Task Slow_reads_do_not_take_the_places_of_orders_and_cancels()
    {
        var gate = new TaskCompletionSource();
        await using var server = await ScriptedRest.StartAsync(async context =>
        {
            if (context.Request.Method == "GET")
                await gate.Task;
            await context.Response.WriteAsync(context.Request.Method == "GET" ? Status : Cancelled);
        });
        using var line = new RestLine(new() { InFlightMax = 3, ReadsInFlightMax = 2 }, TimeProvider.System);
        using var rest = server.Client(ScriptedRest.Quick with { AttemptTimeout = ScriptedVenue.Patience }, line: line);
        using var orders = Orders(server, line);
        var reads = Enumerable.Range(0, 5).Select(_ => rest.ExchangeStatusAsync(None)).ToList();
        await Eventually.HoldsAsync(() => line.View().InFlight == 2, "two reads are under way");
        Assert.IsType<OrderCancelled>(await orders.CancelAsync("o-1", None));
        gate.SetResult();
        await Task.WhenAll(reads);
        Assert.Equal(0, line.View().InFlight);
    }

    [Fact]
    public async Task An_endpoint_that_fails_too_often_rests_then_one_call_probes_it_and_others_are_not_touched()
    {
        var clock = new RecordingClock();
        var status = 503;
        await using var server = await ScriptedRest.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path.Value!.EndsWith("status", StringComparison.Ordinal) ? status : 200;
            return context.Response.WriteAsync(context.Request.Path.Value!.EndsWith("status", StringComparison.Ordinal) ? Status : """{"announcements":[]}""");
        });
        using var line = new RestLine(new() { CircuitFailuresMax = 3, CircuitPause = TimeSpan.FromSeconds(5) }, clock);
        using var rest = new KalshiRest(server.Endpoints, null, KalshiRest.CreateHttpClient(), new() { AttemptsMax = 1 }, clock, new Random(1), line);
        for (var i = 0; i < 3; i++)
            Assert.Equal(RestFault.HttpError, (await Assert.ThrowsAsync<KalshiRestException>(() => rest.ExchangeStatusAsync(None))).Fault);
        Assert.Equal(RestFault.CircuitOpen, (await Assert.ThrowsAsync<KalshiRestException>(() => rest.ExchangeStatusAsync(None))).Fault);
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(["GET exchange/status"], line.View().OpenCircuits);
        Assert.True((await rest.AnnouncementsAsync(None)).IsComplete);

        await Task.Delay(TimeSpan.FromSeconds(6), clock);
        Assert.Equal(RestFault.HttpError, (await Assert.ThrowsAsync<KalshiRestException>(() => rest.ExchangeStatusAsync(None))).Fault);
        Assert.Equal(RestFault.CircuitOpen, (await Assert.ThrowsAsync<KalshiRestException>(() => rest.ExchangeStatusAsync(None))).Fault);
        await Task.Delay(TimeSpan.FromSeconds(6), clock);
        status = 200;
        Assert.True((await rest.ExchangeStatusAsync(None)).TradingActive);
        Assert.True((await rest.ExchangeStatusAsync(None)).TradingActive);
        Assert.Empty(line.View().OpenCircuits);
    }

    [Fact]
    public void Only_one_call_at_a_time_probes()
    {
        var clock = new RecordingClock();
        var breaker = new CircuitBreaker(1, TimeSpan.Zero, clock);
        Assert.True(breaker.TryEnter());
        breaker.Leave(sound: false);
        Assert.True(breaker.TryEnter());
        Assert.False(breaker.TryEnter());
        breaker.Leave(sound: null);
        Assert.True(breaker.TryEnter());
        breaker.Leave(sound: true);
        Assert.True(breaker.TryEnter());
        Assert.True(breaker.TryEnter());
    }

    [Fact]
    public async Task An_endpoint_that_rests_takes_no_order_but_every_cancel()
    {
        await using var server = await ScriptedRest.StartAsync((503, "busy"));
        using var line = new RestLine(new() { CircuitFailuresMax = 2, CircuitPause = TimeSpan.FromHours(1) }, TimeProvider.System);
        using var orders = Orders(server, line);
        Assert.IsType<OrderUnknown>(await orders.CreateAsync(Order, None));
        Assert.IsType<OrderUnknown>(await orders.CreateAsync(Order with { ClientOrderId = "intent:2" }, None));
        Assert.Contains("failed too often", Assert.IsType<OrderDenied>(await orders.CreateAsync(Order with { ClientOrderId = "intent:3" }, None)).Reason, StringComparison.Ordinal);
        for (var i = 0; i < 4; i++)
            Assert.IsType<CancelUnknown>(await orders.CancelAsync("o-1", None));
        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public void The_offset_of_the_clocks_is_narrowed_by_every_answer()
    {
        var comparison = new ClockComparison();
        Assert.Null(comparison.Offset);
        var ours = new DateTimeOffset(2026, 5, 11, 12, 0, 0, 0, TimeSpan.Zero);
        var offset = TimeSpan.FromMilliseconds(2300);
        for (var ms = 0; ms < 5000; ms += 130)
        {
            var sent = ours.AddMilliseconds(ms);
            var date = DateTimeOffset.FromUnixTimeSeconds((sent + offset).ToUnixTimeSeconds());
            comparison.Observe(sent, sent.AddMilliseconds(20), date);
        }
        var measured = comparison.Offset!.Value;
        Assert.InRange(offset, measured.Offset - measured.Uncertainty, measured.Offset + measured.Uncertainty);
        Assert.InRange(measured.Uncertainty, TimeSpan.Zero, TimeSpan.FromMilliseconds(600));
    }

    [Fact]
    public void A_clock_that_was_set_is_measured_anew()
    {
        var comparison = new ClockComparison();
        var ours = new DateTimeOffset(2026, 5, 11, 12, 0, 0, 0, TimeSpan.Zero);
        comparison.Observe(ours, ours, ours);
        comparison.Observe(ours, ours, ours.AddHours(1));
        Assert.InRange(comparison.Offset!.Value.Offset, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
    }
}

namespace Kalshi.Venues.Tests;

public class The_exchange_over_rest
{
    static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_schedule_tells_hours_and_maintenance()
    {
        const string Day = """[{"open_time":"00:00","close_time":"03:00"},{"open_time":"05:00","close_time":"00:00"}]""";
        await using var server = await ScriptedRest.StartAsync((200, $$$"""
            {"schedule":{"maintenance_windows":[{"start_datetime":"2026-05-14T07:00:00Z","end_datetime":"2026-05-14T09:00:00Z"}],
             "standard_hours":[{"start_time":"2024-12-01T00:00:00Z","end_time":"2200-12-01T00:00:00Z","monday":[],"tuesday":[],"wednesday":[],
              "thursday":{{{Day}}},"friday":[],"saturday":[],"sunday":[]}]}}
            """));
        using var rest = server.Client();
        var schedule = await rest.ExchangeScheduleAsync(None);
        Assert.Equal(new MaintenanceWindow(1778742000, 1778749200), Assert.Single(schedule.Maintenance));
        Assert.Equal(
            [new TradingHours(DayOfWeek.Thursday, new(0, 0), new(3, 0)), new TradingHours(DayOfWeek.Thursday, new(5, 0), new(0, 0))],
            Assert.Single(schedule.Hours).Sessions);
    }

    [Theory]
    [InlineData("\"25:00\"", "open_time: '25:00' is not a time of day")]
    [InlineData("7", "open_time")]
    public async Task A_schedule_at_fault_names_the_field(string open, string reason)
    {
        await using var server = await ScriptedRest.StartAsync((200, $$$"""
            {"schedule":{"maintenance_windows":[],"standard_hours":[{"start_time":"2024-12-01T00:00:00Z","end_time":"2200-12-01T00:00:00Z",
             "monday":[{"open_time":{{{open}}},"close_time":"00:00"}],"tuesday":[],"wednesday":[],"thursday":[],"friday":[],"saturday":[],"sunday":[]}]}}
            """));
        using var rest = server.Client();
        var error = await Assert.ThrowsAsync<KalshiRestException>(() => rest.ExchangeScheduleAsync(None));
        Assert.Equal(RestFault.InvalidPayload, error.Fault);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_and_costs_of_the_key_are_read_in_tokens()
    {
        await using var server = await ScriptedRest.StartAsync(
            (200, """{"usage_tier":"basic","read":{"bucket_capacity":200,"refill_rate":200},"write":{"bucket_capacity":200,"refill_rate":100},"grants":[]}"""),
            (200, """{"default_cost":10,"endpoint_costs":[{"method":"DELETE","path":"/trade-api/v2/portfolio/events/orders/:order_id","cost":2}]}"""));
        using var rest = server.Client(credentials: TestKey.Credentials);
        Assert.Equal(new AccountLimits("basic", new(200, 200), new(200, 100)), await rest.AccountLimitsAsync(None));
        var costs = await rest.EndpointCostsAsync(None);
        Assert.Equal(10, costs.Default);
        Assert.Equal(new EndpointCost("DELETE", "/trade-api/v2/portfolio/events/orders/:order_id", 2), Assert.Single(costs.Listed));
        Assert.Equal(0, rest.UnknownFields);
    }

    [Fact]
    public async Task Limits_in_requests_per_second_are_refused_and_not_taken_for_tokens()
    {
        await using var server = await ScriptedRest.StartAsync((200, """{"usage_tier":"basic","read_limit":20,"write_limit":10}"""));
        using var rest = server.Client(credentials: TestKey.Credentials);
        Assert.Equal(RestFault.InvalidPayload, (await Assert.ThrowsAsync<KalshiRestException>(() => rest.AccountLimitsAsync(None))).Fault);
    }

    [Fact]
    public async Task Events_come_with_their_markets_and_a_market_at_fault_does_not_hide_the_others()
    {
        const string Good = """{"ticker":"A-1","event_ticker":"A","status":"active","result":"","yes_bid_dollars":"0.1","yes_ask_dollars":"0.2"}""";
        const string Cents = """{"ticker":"A-2","event_ticker":"A","status":"active","result":"","yes_bid":10,"yes_ask":20}""";
        await using var server = await ScriptedRest.StartAsync((200, $$"""
            {"cursor":"","events":[{"event_ticker":"A","series_ticker":"S","title":"t","sub_title":"s","mutually_exclusive":true,"strike_period":"",
             "strike_date":"2026-05-11T12:30:00Z","collateral_return_type":"","available_on_brokers":false,"product_metadata":null,"markets":[{{Good}},{{Cents}}]}]}
            """));
        using var rest = server.Client();
        var terms = Assert.Single((await rest.EventsAsync(new("S", MarketFilter.Open, WithMarkets: true, MinCloseTs: 5), None)).Items);
        Assert.Equal(("A", "S", true, 1778502600L, null), (terms.Ticker, terms.SeriesTicker, terms.MutuallyExclusive, terms.StrikeTs!.Value, terms.StrikePeriod));
        Assert.Equal("A-1", Assert.Single(terms.Markets).Ticker.Value);
        Assert.StartsWith("A-2: ", Assert.Single(terms.Rejected), StringComparison.Ordinal);
        Assert.Equal("/trade-api/v2/events?limit=200&series_ticker=S&status=open&with_nested_markets=true&min_close_ts=5", Assert.Single(server.Requests));
    }

    [Fact]
    public async Task Every_filter_of_markets_goes_onto_the_wire()
    {
        await using var server = await ScriptedRest.StartAsync((200, """{"markets":[],"cursor":""}"""));
        using var rest = server.Client();
        await rest.MarketsAsync(new MarketQuery("S", "E", MarketFilter.Settled, [SessionScript.A, SessionScript.B], 1, 2, 3, 4, 5, 6, 7, Combos: false), None);
        await rest.HistoricalMarketsAsync(new(Event: "E"), None);
        Assert.Equal(
            [
                $"/trade-api/v2/markets?limit=1000&series_ticker=S&event_ticker=E&status=settled&tickers={SessionScript.A}%2C{SessionScript.B}"
                    + "&min_created_ts=1&max_created_ts=2&min_close_ts=3&max_close_ts=4&min_settled_ts=5&max_settled_ts=6&min_updated_ts=7&mve_filter=exclude",
                "/trade-api/v2/historical/markets?limit=1000&event_ticker=E",
            ],
            server.Requests);
    }

    [RestSamplesFact]
    public async Task Recorded_answers_about_the_exchange_are_read()
    {
        await using var server = await ScriptedRest.StartAsync(RestSamples.AnswerAsync);
        using var rest = server.Client();
        Assert.Equal(8, Assert.Single((await rest.ExchangeScheduleAsync(None)).Hours).Sessions.Count);
        Assert.Empty((await rest.AnnouncementsAsync(None)).Items);
        Assert.Equal(1768485738, await rest.UserDataTsAsync(None));
        Assert.Empty((await rest.FeeChangesAsync(null, withPast: false, None)).Items);
        Assert.All((await rest.SeriesListAsync("Climate and Weather", None)).Items, series => Assert.Equal("quadratic", series.FeeType));
        Assert.Equal("KXELONMARS", (await rest.EventAsync("KXELONMARS-99", None)).SeriesTicker);
        Assert.Equal(0, rest.UnknownFields);
    }
}

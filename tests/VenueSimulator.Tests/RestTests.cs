using System.Text.Json;

namespace Kalshi.VenueSimulator.Tests;

/// <summary>The REST API over a recorded session on a clock that stands still until moved.</summary>
public sealed class RestTests : IAsyncLifetime
{
    readonly ManualClock _clock = new(Simulators.Noon);
    readonly CaptureFile _capture = CaptureFile.TwoWindows();
    SimulatorHost _simulator = null!;

    public async Task InitializeAsync() =>
        _simulator = await Simulators.StartAsync(new() { Recording = _capture.FilePath, Clock = _clock, StartOnSubscribe = false });

    public async Task DisposeAsync()
    {
        await _simulator.DisposeAsync();
        _capture.Dispose();
    }

    [Theory]
    [InlineData(10, "active", "initialized")]
    [InlineData(745, "active", "initialized")]
    [InlineData(752, "closed", "active")]
    [InlineData(770, "determined", "active")]
    [InlineData(830, "finalized", "active")]
    [InlineData(1700, "finalized", "closed")]
    public async Task Markets_live_by_the_clock(int seconds, string first, string second)
    {
        await AdvanceAsync(seconds);

        Assert.Equal([first, second], (await MarketsAsync("")).Select(m => m.Text("status")));
    }

    [Fact]
    public async Task A_finalized_market_says_how_and_when_it_ended()
    {
        await AdvanceAsync(900);
        var market = (await MarketsAsync("?status=settled")).Single();

        Assert.Equal("yes", market.Text("result"));
        Assert.Equal("1.0000", market.Text("settlement_value_dollars"));
        Assert.Equal("81281.83", market.Text("expiration_value"));
        Assert.Equal("2026-11-21T17:13:46Z", market.Text("settlement_ts"));
    }

    [Fact]
    public async Task A_market_has_every_required_field_of_the_api_and_no_integer_prices()
    {
        var market = (await MarketsAsync($"?tickers={CaptureFile.First}")).Single();

        Assert.All(Required, field => Assert.True(market.TryGetProperty(field, out _), field));
        Assert.All(
            market.EnumerateObject().Where(p => p.Name.EndsWith("_dollars", StringComparison.Ordinal) || p.Name.EndsWith("_fp", StringComparison.Ordinal)),
            p => Assert.Equal(JsonValueKind.String, p.Value.ValueKind));
        Assert.Equal("2026-11-21T17:12:31Z", market.Text("close_time"));
        Assert.Equal("greater_or_equal", market.Text("strike_type"));
        Assert.Equal(81087.33m, market.GetProperty("floor_strike").GetDecimal());
        Assert.Equal("tapered_deci_cent", market.Text("price_level_structure"));
    }

    [Fact]
    public async Task Quotes_and_books_follow_the_recording()
    {
        await AdvanceAsync(5);
        var (_, market) = await _simulator.GetAsync($"/markets/{CaptureFile.First}");
        var (_, book) = await _simulator.GetAsync($"/markets/{CaptureFile.First}/orderbook");
        var quotes = market.GetProperty("market");

        Assert.Equal(
            ["0.3000", "10.00", "0.3500", "7.00", "0.6500", "0.7000"],
            new[] { "yes_bid_dollars", "yes_bid_size_fp", "yes_ask_dollars", "yes_ask_size_fp", "no_bid_dollars", "no_ask_dollars" }.Select(f => quotes.Text(f)));
        Assert.Equal("""{"yes_dollars":[["0.3000","10.00"]],"no_dollars":[["0.6500","7.00"]]}""", book.GetProperty("orderbook_fp").GetRawText());
    }

    [Theory]
    [InlineData("?status=open", CaptureFile.First)]
    [InlineData("?status=unopened", CaptureFile.Second)]
    [InlineData("?status=closed", "")]
    [InlineData("?series_ticker=KXBTCD", "")]
    [InlineData("?event_ticker=KXBTC15M-26MAY110845", CaptureFile.Second)]
    [InlineData("?tickers=" + CaptureFile.Second + ",KXNONE", CaptureFile.Second)]
    [InlineData("?max_close_ts=1795281200", CaptureFile.First)]
    [InlineData("?min_close_ts=1795281200", CaptureFile.Second)]
    [InlineData("?mve_filter=only", "")]
    public async Task Filters_choose_markets(string query, string expected)
    {
        var tickers = (await MarketsAsync(query)).Select(m => m.Text("ticker"));

        Assert.Equal(expected, string.Join(' ', tickers));
    }

    [Fact]
    public async Task Pages_follow_their_cursor_to_the_end_and_a_foreign_cursor_starts_over()
    {
        var (_, first) = await _simulator.GetAsync("/markets?limit=1");
        var (_, second) = await _simulator.GetAsync($"/markets?limit=1&cursor={first.Text("cursor")}");
        var (_, foreign) = await _simulator.GetAsync("/markets?limit=1&cursor=garbage");

        Assert.Equal([CaptureFile.First], first.GetProperty("markets").EnumerateArray().Select(m => m.Text("ticker")));
        Assert.Equal([CaptureFile.Second], second.GetProperty("markets").EnumerateArray().Select(m => m.Text("ticker")));
        Assert.Equal("", second.Text("cursor"));
        Assert.Equal([CaptureFile.First], foreign.GetProperty("markets").EnumerateArray().Select(m => m.Text("ticker")));
    }

    [Theory]
    [InlineData("/markets?limit=1001", 400)]
    [InlineData("/markets?limit=-1", 400)]
    [InlineData("/markets?limit=x", 400)]
    [InlineData("/markets?status=active", 400)]
    [InlineData("/markets/NONE", 404)]
    [InlineData("/markets/NONE/orderbook", 404)]
    [InlineData("/events/NONE", 404)]
    [InlineData("/series/NONE", 404)]
    [InlineData("/account/limits", 401)]
    [InlineData("/markets/orderbooks?tickers=A", 401)]
    public async Task What_cannot_be_answered_is_refused_with_a_body(string path, int status)
    {
        var (answered, body) = await _simulator.GetAsync(path);

        Assert.Equal(status, answered);
        Assert.True(body.TryGetProperty("error", out _) || body.TryGetProperty("msg", out _), body.GetRawText());
    }

    [Fact]
    public async Task Refused_signatures_say_why()
    {
        using var key = new ApiKey("key-1");
        using var capture = CaptureFile.TwoWindows();
        await using var simulator = await Simulators.StartAsync(new()
        {
            Recording = capture.FilePath,
            ApiKeyId = key.Id,
            PublicKeyPem = key.PublicKeyPem,
            Clock = _clock,
        });
        const string Limits = "/trade-api/v2/account/limits";
        var good = key.Sign(Simulators.Noon, "GET", Limits);
        using var unknown = new ApiKey("key-2");

        Assert.Equal("signature_is_missing_from_headers", await RefusalAsync(simulator, Without(good, "KALSHI-ACCESS-SIGNATURE"), "code"));
        Assert.Equal("header_timestamp_expired", await RefusalAsync(simulator, key.Sign(Simulators.Noon.AddMinutes(-5), "GET", Limits), "code"));
        Assert.Equal("NOT_FOUND", await RefusalAsync(simulator, unknown.Sign(Simulators.Noon, "GET", Limits), "details"));
        Assert.Equal("INCORRECT_API_KEY_SIGNATURE", await RefusalAsync(simulator, key.Sign(Simulators.Noon, "POST", Limits), "details"));
        Assert.Equal(200, (await simulator.GetAsync("/account/limits?ignored=1", good)).Status);
    }

    [Fact]
    public async Task The_read_bucket_holds_twenty_requests_and_refills_with_the_clock()
    {
        var statuses = new List<int>();
        for (var i = 0; i < 21; i++)
            statuses.Add((await _simulator.GetAsync("/exchange/status")).Status);
        var (_, refusal) = await _simulator.GetAsync("/exchange/status");
        _clock.Advance(TimeSpan.FromSeconds(0.05));

        Assert.Equal([.. Enumerable.Repeat(200, 20), 429], statuses);
        Assert.Equal("""{"error":"too many requests"}""", refusal.GetRawText());
        Assert.Equal(200, (await _simulator.GetAsync("/exchange/status")).Status);
    }

    [Fact]
    public async Task Events_nest_their_markets_on_request_and_name_their_series()
    {
        var (_, plain) = await _simulator.GetAsync("/events?series_ticker=KXBTC15M");
        var (_, nested) = await _simulator.GetAsync("/events/KXBTC15M-26MAY110830?with_nested_markets=true");
        var (_, series) = await _simulator.GetAsync("/series/KXBTC15M");

        Assert.Equal(["KXBTC15M-26MAY110830", "KXBTC15M-26MAY110845"], plain.GetProperty("events").EnumerateArray().Select(e => e.Text("event_ticker")));
        Assert.Equal(CaptureFile.First, nested.GetProperty("event").GetProperty("markets")[0].Text("ticker"));
        Assert.Equal("quadratic", series.GetProperty("series").Text("fee_type"));
    }

    static readonly string[] Required =
    [
        "ticker", "event_ticker", "market_type", "yes_sub_title", "no_sub_title", "created_time", "updated_time", "open_time",
        "close_time", "latest_expiration_time", "settlement_timer_seconds", "status", "notional_value_dollars", "yes_bid_dollars",
        "yes_ask_dollars", "no_bid_dollars", "no_ask_dollars", "yes_bid_size_fp", "yes_ask_size_fp", "last_price_dollars",
        "previous_yes_bid_dollars", "previous_yes_ask_dollars", "previous_price_dollars", "volume_fp", "volume_24h_fp",
        "liquidity_dollars", "open_interest_fp", "result", "can_close_early", "fractional_trading_enabled", "expiration_value",
        "rules_primary", "rules_secondary", "price_level_structure", "price_ranges",
    ];

    async Task AdvanceAsync(int seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        await _simulator.CatchUpAsync(_clock);
    }

    async Task<List<JsonElement>> MarketsAsync(string query) =>
        [.. (await _simulator.GetAsync("/markets" + query)).Body.GetProperty("markets").EnumerateArray()];

    static async Task<string?> RefusalAsync(SimulatorHost simulator, IReadOnlyDictionary<string, string> headers, string field)
    {
        var (status, body) = await simulator.GetAsync("/account/limits", headers);
        Assert.Equal(401, status);
        return body.GetProperty("error").Text(field);
    }

    static Dictionary<string, string> Without(IReadOnlyDictionary<string, string> headers, string name) =>
        headers.Where(h => h.Key != name).ToDictionary(h => h.Key, h => h.Value);
}

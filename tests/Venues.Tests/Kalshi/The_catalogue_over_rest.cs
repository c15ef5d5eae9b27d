using Kalshi.Trading;
using Microsoft.AspNetCore.Http;

namespace Kalshi.Venues.Tests;

public class The_catalogue_over_rest
{
    static readonly CancellationToken None = CancellationToken.None;

    static string Market(string ticker, string extra = "") => $$"""
        {"ticker":"{{ticker}}","event_ticker":"KXBTCD-26FEB1317","status":"active","yes_bid_dollars":"0.4500","yes_ask_dollars":"0.5300","result":"",
         "open_time":"2026-02-13T21:00:00Z","close_time":"2026-02-13T22:00:00.900Z","expected_expiration_time":"2026-02-13T22:05:00Z",
         "latest_expiration_time":"2026-02-20T22:00:00Z","price_level_structure":"tapered_deci_cent",
         "price_ranges":[{"start":"0.0000","end":"0.1000","step":"0.0010"}],"expiration_value":"" {{extra}} }
        """;

    static string Page(string cursor, params string[] markets) => $$"""{"markets":[{{string.Join(',', markets)}}],"cursor":"{{cursor}}"}""";

    [Fact]
    public async Task A_market_is_read_with_its_units_and_times()
    {
        await using var server = await ScriptedRest.StartAsync((200, $$"""{"market":{{Market("KXBTCD-26FEB1317-T66249.99", ",\"strike_type\":\"greater\",\"floor_strike\":66249.99")}}}"""));
        using var rest = server.Client();
        var market = await rest.MarketAsync(MarketTicker.Parse("KXBTCD-26FEB1317-T66249.99", "test"), None);
        Assert.Equal(("active", "greater", "greater", 66249.99, null), (market.Status, market.StrikeTypeRaw, market.StrikeType, market.Lower!.Value, market.Upper));
        Assert.Equal((1771016400L, 1771020000L, 1771020300L, 1771624800L), (market.OpenTs!.Value, market.CloseTs!.Value, market.ExpectedExpirationTs!.Value, market.ExpirationTs!.Value));
        Assert.Equal((null, null, null, null), (market.Result, market.Outcome, market.SettlementTs, market.ExpirationValue));
        Assert.Equal(new PriceRange(Price.Zero, Price.FromSteps(1000), Price.FromSteps(10)), Assert.Single(market.PriceRanges));
        Assert.False(market.IsSettled);
        Assert.Equal(0, rest.UnknownFields);
        Assert.Equal("/trade-api/v2/markets/KXBTCD-26FEB1317-T66249.99", Assert.Single(server.Requests));
    }

    [Fact]
    public async Task A_settled_market_has_an_outcome()
    {
        var settled = Market("KXBTC15M-26MAY110830-30", ",\"settlement_ts\":\"2026-05-11T12:31:00Z\",\"settlement_value_dollars\":\"1.0000\"")
            .Replace("\"result\":\"\"", "\"result\":\"yes\"", StringComparison.Ordinal).Replace("\"active\"", "\"finalized\"", StringComparison.Ordinal);
        await using var server = await ScriptedRest.StartAsync((200, $$"""{"market":{{settled}}}"""));
        using var rest = server.Client();
        var market = await rest.MarketAsync(MarketTicker.Parse("KXBTC15M-26MAY110830-30", "test"), None);
        Assert.Equal((true, 1, "yes", Price.One, 1778502660L), (market.IsSettled, market.Outcome!.Value, market.Result, market.SettlementValue!.Value, market.SettlementTs!.Value));
    }

    [Theory]
    [InlineData("greater_or_equal", 80.5, null, "greater")]
    [InlineData("structured", 80.0, 90.0, "between")]
    [InlineData("", null, 90.0, "less")]
    [InlineData("less", null, 90.0, "less")]
    [InlineData("custom", null, null, null)]
    public void The_strike_type_is_the_venues_where_the_strategy_knows_it_else_what_the_bounds_tell(string raw, double? floor, double? cap, string? expected) =>
        Assert.Equal((expected, floor, cap), StrikeInference.Infer(MarketTicker.Parse("KXBTC15M-26MAY110830-30", "test"), raw, floor, cap));

    [Theory]
    [InlineData("KXINX-26MAY11-B5000.5", "less", null, 5000.5)]
    [InlineData("KXINX-26MAY11-A5000", "greater", 5000.0, null)]
    [InlineData("KXBTC-26MAY11-B81000", null, null, null)]
    public void Bounds_come_from_the_ticker_only_outside_the_bitcoin_series(string ticker, string? type, double? lower, double? upper) =>
        Assert.Equal((type, lower, upper), StrikeInference.Infer(MarketTicker.Parse(ticker, "test"), null, null, null));

    [Fact]
    public async Task A_listing_follows_the_cursor_to_its_end()
    {
        await using var server = await ScriptedRest.StartAsync((200, Page("next/page=", Market("A-1"), Market("A-2"))), (200, Page("", Market("A-3"))));
        using var rest = server.Client();
        var listing = await rest.MarketsAsync("A", MarketFilter.Open, None);
        Assert.Equal(["A-1", "A-2", "A-3"], listing.Items.Select(market => market.Ticker.Value));
        Assert.True(listing.IsComplete);
        Assert.Equal("/trade-api/v2/markets?limit=1000&series_ticker=A&status=open&cursor=next%2Fpage%3D", server.Requests[1]);
    }

    [Fact]
    public async Task A_truncated_listing_is_an_error_and_not_evidence()
    {
        var page = 0;
        await using var server = await ScriptedRest.StartAsync(context => context.Response.WriteAsync(Page($"c{++page}", Market($"A-{page}"))));
        using var rest = server.Client(ScriptedRest.Quick with { PagesMax = 3 });
        var error = await Assert.ThrowsAsync<KalshiRestException>(() => rest.MarketsAsync("A", null, None));
        Assert.Equal((RestFault.InvalidPayload, "markets of A: truncated, the venue has more than 3 pages"), (error.Fault, error.Message));
    }

    [Fact]
    public async Task A_cursor_that_does_not_move_on_is_an_error()
    {
        await using var server = await ScriptedRest.StartAsync((200, Page("same", Market("A-1"))));
        using var rest = server.Client();
        var error = await Assert.ThrowsAsync<KalshiRestException>(() => rest.MarketsAsync("A", null, None));
        Assert.Contains("does not move on", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_market_that_cannot_be_read_is_named_and_does_not_hide_the_others()
    {
        var cents = """{"ticker":"A-2","event_ticker":"A","status":"active","result":"","yes_bid":45,"yes_ask":53}""";
        await using var server = await ScriptedRest.StartAsync((200, Page("", Market("A-1"), cents, Market("A-3"))));
        using var rest = server.Client();
        var listing = await rest.MarketsAsync("A", null, None);
        Assert.Equal(2, listing.Items.Count);
        var rejected = Assert.Single(listing.Rejected);
        Assert.StartsWith("A-2: ", rejected, StringComparison.Ordinal);
        Assert.Contains("yes_bid_dollars", rejected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"status\":\"active\"", "\"status\":null", "status")]
    [InlineData("\"yes_bid_dollars\":\"0.4500\"", "\"yes_bid_dollars\":0.45", "$.yes_bid_dollars: price: 0.45 is not decimal text")]
    [InlineData("\"yes_bid_dollars\":\"0.4500\"", "\"yes_bid_dollars\":\"45\"", "'45' is not a price")]
    [InlineData("2026-02-13T21:00:00Z", "yesterday", "'yesterday' is not a time")]
    [InlineData("\"result\":\"\"", "\"result\":\"yes\",\"settlement_value\":100", "settlement_value_dollars: missing; settlement_value = 100 is in a retired unit")]
    [InlineData("\"status\":\"active\"", "\"status\":\"active\",\"status\":\"closed\"", "status")]
    public async Task A_market_at_fault_names_the_field(string right, string wrong, string reason)
    {
        await using var server = await ScriptedRest.StartAsync((200, $$"""{"market":{{Market("A-1").Replace(right, wrong, StringComparison.Ordinal)}}}"""));
        using var rest = server.Client();
        var error = await Assert.ThrowsAsync<KalshiRestException>(() => rest.MarketAsync(MarketTicker.Parse("A-1", "test"), None));
        Assert.Equal(RestFault.InvalidPayload, error.Fault);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_that_the_specification_does_not_name_are_counted()
    {
        await using var server = await ScriptedRest.StartAsync((200, $$"""{"market":{{Market("A-1", ",\"novelty\":{},\"title\":\"known\"")}}}"""));
        using var rest = server.Client();
        await rest.MarketAsync(MarketTicker.Parse("A-1", "test"), None);
        Assert.Equal(1, rest.UnknownFields);
    }

    [Fact]
    public async Task Books_come_ordered_and_a_missing_side_is_empty()
    {
        await using var server = await ScriptedRest.StartAsync((200, """{"orderbook_fp":{"yes_dollars":[["0.2200","333.00"],["0.0800","300.00"]],"no_dollars":null}}"""));
        using var rest = server.Client();
        var book = await rest.OrderBookAsync(MarketTicker.Parse("A-1", "test"), 10, None);
        Assert.Equal([800L, 2200], book.Yes.Select(level => level.Price.Steps));
        Assert.Empty(book.No);
    }

    [Fact]
    public async Task A_book_in_the_older_shape_is_refused()
    {
        await using var server = await ScriptedRest.StartAsync((200, """{"orderbook":{"yes":[[8,300]],"no":null}}"""));
        using var rest = server.Client();
        var error = await Assert.ThrowsAsync<KalshiRestException>(() => rest.OrderBookAsync(MarketTicker.Parse("A-1", "test"), 0, None));
        Assert.Contains("orderbook_fp", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_books_tell_whether_all_came()
    {
        await using var server = await ScriptedRest.StartAsync((200, """{"orderbooks":[{"ticker":"A-1","orderbook_fp":{"yes_dollars":[],"no_dollars":[["0.5","1.00"]]}}]}"""));
        using var rest = server.Client();
        var books = await rest.OrderBooksAsync([MarketTicker.Parse("A-1", "test"), MarketTicker.Parse("A-2", "test")], None);
        Assert.Single(books.Items);
        Assert.False(books.IsComplete);
        Assert.Equal("/trade-api/v2/markets/orderbooks?tickers=A-1&tickers=A-2", Assert.Single(server.Requests));
    }

    [Fact]
    public async Task Trades_series_and_status_are_read()
    {
        await using var server = await ScriptedRest.StartAsync(context => context.Response.WriteAsync(context.Request.Path.Value switch
        {
            "/trade-api/v2/markets/trades" => """{"cursor":"","trades":[{"trade_id":"9615","ticker":"A-1","count_fp":"1.00","yes_price_dollars":"0.0600","no_price_dollars":"0.9400","taker_side":"no","created_time":"2026-01-12T15:00:20.897212Z"}]}""",
            "/trade-api/v2/series/KXBTCD" => """{"series":{"ticker":"KXBTCD","title":"Bitcoin","category":"Crypto","fee_type":"quadratic","fee_multiplier":1,"frequency":"hourly"}}""",
            _ => """{"exchange_active":true,"trading_active":false,"exchange_estimated_resume_time":"2026-01-12T15:00:20Z"}""",
        }));
        using var rest = server.Client();
        Assert.Equal(new PublicTrade("9615", MarketTicker.Parse("A-1", "test"), Price.FromSteps(600), Quantity.FromSteps(100), Side.No, 1768230020897),
            Assert.Single((await rest.TradesAsync(MarketTicker.Parse("A-1", "test"), 1, 2, 100, None)).Items));
        Assert.Equal(new SeriesTerms("KXBTCD", "Bitcoin", "Crypto", "quadratic", 1), await rest.SeriesAsync("KXBTCD", None));
        Assert.Equal(new ExchangeStatus(true, false, 1768230020), await rest.ExchangeStatusAsync(None));
    }

    [Theory]
    [InlineData("linear_cent", "0.0000,1.0000,0.0100", null)]
    [InlineData("deci_cent", "0.0000,1.0000,0.0100", "price_ranges: they differ from those of deci_cent")]
    [InlineData("linear_cent", "0.0000,0.5000,0.0100", "price_ranges: the ranges end at 0.5000")]
    [InlineData("newer_cent", "0.0000,1.0000,0.0100", "price_level_structure: 'newer_cent' is not a known")]
    public async Task A_grid_that_its_name_does_not_promise_is_told_and_the_ranges_hold(string name, string range, string? fault)
    {
        var parts = range.Split(',');
        var body = Market("A-1").Replace("tapered_deci_cent", name, StringComparison.Ordinal)
            .Replace("""{"start":"0.0000","end":"0.1000","step":"0.0010"}""", $$"""{"start":"{{parts[0]}}","end":"{{parts[1]}}","step":"{{parts[2]}}"}""", StringComparison.Ordinal);
        await using var server = await ScriptedRest.StartAsync((200, $$"""{"market":{{body}}}"""));
        using var rest = server.Client();
        var market = await rest.MarketAsync(MarketTicker.Parse("A-1", "test"), None);
        if (fault is null)
            Assert.Null(market.GridFault());
        else
            Assert.StartsWith(fault, market.GridFault(), StringComparison.Ordinal);
        if (parts[1] == "1.0000")
            Assert.True(market.Grid().Contains(Price.FromSteps(100)) && !market.Grid().Contains(Price.FromSteps(110)));
        else
            Assert.Throws<FormatException>(() => market.Grid());
    }

    [RestSamplesFact]
    public async Task Recorded_catalogue_answers_are_read_where_they_have_dollars_and_refused_where_they_have_not()
    {
        await using var server = await ScriptedRest.StartAsync(RestSamples.AnswerAsync);
        using var rest = server.Client();
        var ticker = MarketTicker.Parse("A-1", "test");
        Assert.True((await rest.ExchangeStatusAsync(None)).TradingActive);
        Assert.Equal("quadratic", (await rest.SeriesAsync("CO2", None)).FeeType);
        var market = await rest.MarketAsync(ticker, None);
        Assert.Equal(("custom", null, "deci_cent"), (market.StrikeTypeRaw, market.StrikeType, market.PriceLevelStructure));
        Assert.Equal(0, rest.UnknownFields);
        var trades = await rest.TradesAsync(ticker, null, null, 1, None);
        Assert.Empty(trades.Items);
        Assert.All(trades.Rejected, reason => Assert.Contains("count_fp", reason, StringComparison.Ordinal));
        await Assert.ThrowsAsync<KalshiRestException>(() => rest.OrderBookAsync(ticker, 0, None));
    }
}

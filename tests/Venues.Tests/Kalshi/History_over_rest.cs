using Kalshi.Trading;

namespace Kalshi.Venues.Tests;

public class History_over_rest
{
    static readonly CancellationToken None = CancellationToken.None;
    static readonly MarketTicker Ticker = MarketTicker.Parse("KXBTC15M-26MAY110830-30", "test");

    const string Quoted = """{"open_dollars":"0.0800","low_dollars":"0.0700","high_dollars":"0.1000","close_dollars":"0.0900"}""";
    const string OldQuoted = """{"open":"0.0800","low":"0.0700","high":"0.1000","close":"0.0900"}""";

    static string Stick(long end, string price = "{}", string bid = Quoted) =>
        $$"""{"end_period_ts":{{end}},"yes_bid":{{bid}},"yes_ask":{{Quoted}},"price":{{price}},"volume_fp":"12.00","open_interest_fp":"30.00"}""";

    static string Sticks(params string[] sticks) => $$"""{"ticker":"{{Ticker}}","candlesticks":[{{string.Join(',', sticks)}}]}""";

    static string Trade(string id, string created = "2026-05-11T12:17:32.135884Z") =>
        $$"""{"trade_id":"{{id}}","ticker":"{{Ticker}}","count_fp":"1.00","yes_price_dollars":"0.0600","no_price_dollars":"0.9400","taker_side":"no","created_time":"{{created}}"}""";

    [Fact]
    public async Task The_archive_says_where_it_begins()
    {
        await using var server = await ScriptedRest.StartAsync(
            (200, """{"market_settled_ts":"2026-03-01T00:00:00Z","trades_created_ts":"2026-03-02T00:00:00Z","orders_updated_ts":"2026-03-03T00:00:00Z"}"""));
        using var rest = server.Client();
        Assert.Equal(new HistoricalCutoff(1772323200, 1772409600, 1772496000), await rest.HistoricalCutoffAsync(None));
    }

    [Fact]
    public async Task Trades_come_page_by_page_for_a_reader_that_goes_on_where_it_stopped()
    {
        await using var server = await ScriptedRest.StartAsync(
            (200, $$"""{"trades":[{{Trade("1")}},{{Trade("2")}}],"cursor":"c/2"}"""), (200, $$"""{"trades":[{{Trade("3")}}],"cursor":""}"""));
        using var rest = server.Client();
        var first = await rest.TradesPageAsync(Ticker, 1, 2, "", None);
        var second = await rest.HistoricalTradesPageAsync(null, 1, null, first.Next, None);
        Assert.Equal(["1", "2", "3"], first.Items.Concat(second.Items).Select(trade => trade.TradeId));
        Assert.Equal(1778501852135, first.Items[0].CreatedMs);
        Assert.Equal((false, true), (first.IsLast, second.IsLast));
        Assert.Equal(
            [$"/trade-api/v2/markets/trades?limit=1000&ticker={Ticker}&min_ts=1&max_ts=2", "/trade-api/v2/historical/trades?limit=1000&min_ts=1&cursor=c%2F2"], server.Requests);
    }

    [Fact]
    public async Task A_listing_of_trades_that_is_cut_short_says_so()
    {
        await using var server = await ScriptedRest.StartAsync((200, $$"""{"trades":[{{Trade("1")}}],"cursor":"more"}"""));
        using var rest = server.Client();
        Assert.False((await rest.HistoricalTradesAsync(Ticker, null, null, itemsMax: 1, None)).IsComplete);
    }

    [Fact]
    public async Task A_candlestick_is_read_with_its_units()
    {
        await using var server = await ScriptedRest.StartAsync((200, Sticks(
            Stick(120, """{"open_dollars":"0.0800","low_dollars":"0.0800","high_dollars":"0.0900","close_dollars":"0.0900","mean_dollars":"0.085333","previous_dollars":"0.0700"}"""),
            Stick(60, """{"previous_dollars":null}"""))));
        using var rest = server.Client();
        var sticks = (await rest.CandlesticksAsync(Ticker, CandlestickPeriod.Minute, 1, 120, None)).Items;
        var quoted = new PriceRangeInTime(Price.FromSteps(800), Price.FromSteps(700), Price.FromSteps(1000), Price.FromSteps(900));
        Assert.Equal(new Candlestick(60, quoted, quoted, null, null, Quantity.FromSteps(1200), Quantity.FromSteps(3000)), sticks[0]);
        Assert.Equal(new TradedPrices(Price.FromSteps(800), Price.FromSteps(800), Price.FromSteps(900), Price.FromSteps(900), 0.085333m), sticks[1].Traded);
        Assert.Equal(Price.FromSteps(700), sticks[1].Previous);
        Assert.Equal($"/trade-api/v2/series/KXBTC15M/markets/{Ticker}/candlesticks?start_ts=1&end_ts=120&period_interval=1", Assert.Single(server.Requests));
    }

    [Fact]
    public async Task A_long_span_of_candlesticks_is_asked_for_in_parts_that_neither_overlap_nor_leave_gaps()
    {
        await using var server = await ScriptedRest.StartAsync((200, Sticks()));
        using var rest = server.Client();
        Assert.True((await rest.CandlesticksAsync(Ticker, CandlestickPeriod.Minute, 0, 600_000, None)).IsComplete);
        Assert.Equal(
            ["?start_ts=0&end_ts=299999&period_interval=1", "?start_ts=300000&end_ts=599999&period_interval=1", "?start_ts=600000&end_ts=600000&period_interval=1"],
            server.Requests.Select(request => request[request.IndexOf('?', StringComparison.Ordinal)..]));
    }

    [Fact]
    public async Task Candlesticks_of_the_archive_have_their_own_shape()
    {
        var stick = $$"""{"end_period_ts":60,"yes_bid":{{OldQuoted}},"yes_ask":{{OldQuoted}},"price":{"open":null,"low":null,"high":null,"close":null,"mean":null,"previous":"0.5000"},"volume":"0.00","open_interest":"7.00"}""";
        await using var server = await ScriptedRest.StartAsync((200, Sticks(stick)));
        using var rest = server.Client();
        var read = Assert.Single((await rest.HistoricalCandlesticksAsync(Ticker, CandlestickPeriod.Hour, 0, 3600, None)).Items);
        Assert.Equal((null, Price.FromSteps(5000), Price.FromSteps(900)), (read.Traded, read.Previous, read.YesBid.Close));
        Assert.StartsWith($"/trade-api/v2/historical/markets/{Ticker}/candlesticks?", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"open":8,"low":7,"high":10,"close":9}""", "{}", "open_dollars")]
    [InlineData(Quoted, """{"open":8,"low":8,"high":9,"close":9}""", "open_dollars: missing; open = 8 is in a retired unit")]
    [InlineData(Quoted, """{"open_dollars":"0.0800"}""", "open_dollars: only some of open, low, high and close are there")]
    [InlineData(Quoted, """{"open_dollars":"8","low_dollars":"8","high_dollars":"9","close_dollars":"9"}""", "'8' is not a price")]
    public async Task A_candlestick_at_fault_is_rejected_by_name_and_never_guessed(string bid, string price, string reason)
    {
        await using var server = await ScriptedRest.StartAsync((200, Sticks(Stick(60, price, bid), Stick(120))));
        using var rest = server.Client();
        var listing = await rest.CandlesticksAsync(Ticker, CandlestickPeriod.Minute, 0, 120, None);
        Assert.Single(listing.Items);
        Assert.Contains(reason, Assert.Single(listing.Rejected), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Candlesticks_of_another_market_are_an_error()
    {
        await using var server = await ScriptedRest.StartAsync((200, """{"ticker":"OTHER","candlesticks":[]}"""));
        using var rest = server.Client();
        var error = await Assert.ThrowsAsync<KalshiRestException>(() => rest.CandlesticksAsync(Ticker, CandlestickPeriod.Day, 0, 1, None));
        Assert.Contains("the answer is about 'OTHER'", error.Message, StringComparison.Ordinal);
    }
}

using System.Text;
using Kalshi.Fuzzing;
using Kalshi.Trading;

namespace Kalshi.Venues.Tests;

public class Spot_messages_are_read_strictly
{
    static IReadOnlyList<SpotMessage> Read(string message, CoinbaseApi api = CoinbaseApi.AdvancedTrade) =>
        new CoinbaseReader(api, ["BTC-USD", "ETH-USD"]).Read(Encoding.UTF8.GetBytes(message), "s", 7);

    static string Reason(string message, CoinbaseApi api = CoinbaseApi.AdvancedTrade) =>
        Assert.IsType<SpotMalformedFrame>(Assert.Single(Read(message, api))).Reason;

    static string Ticker(string ticks, string type = "update") =>
        $$"""{"channel":"ticker","client_id":"","timestamp":"2026-04-07T14:30:03.123456Z","sequence_num":12,"events":[{"type":"{{type}}","tickers":[{{ticks}}]}]}""";

    const string Bitcoin = """{"type":"ticker","product_id":"BTC-USD","price":"68900.50","volume_24_h":"1","best_bid":"68900.00","best_bid_quantity":"1.50000000","best_ask":"68901.00","best_ask_quantity":"0.5"}""";

    [Theory]
    [InlineData("snapshot")]
    [InlineData("update")]
    public void A_ticker_carries_its_units_exactly_and_the_time_of_its_message(string type) => Assert.Equal(
        new SpotTickFrame("s", 7, "BTC-USD", SpotPrice.Parse("68900.5", "test"), SpotPrice.Parse("68900", "test"), SpotPrice.Parse("68901", "test"),
            1.5m, 0.5m, 12, 1775572203123),
        Assert.Single(Read(Ticker(Bitcoin, type))));

    [Fact]
    public void The_top_of_the_book_may_be_missing_or_empty()
    {
        var tick = Assert.IsType<SpotTickFrame>(Assert.Single(Read(Ticker("""{"product_id":"BTC-USD","price":"68900.50","best_bid":"","best_ask":null}"""))));
        Assert.Equal((null, null, null, null), (tick.BestBid, tick.BestAsk, tick.BidQuantity, tick.AskQuantity));
    }

    [Fact]
    public void Each_product_of_a_message_ticks_once_with_its_first_price()
    {
        var ticks = Read(Ticker($"{Bitcoin},{Bitcoin.Replace("BTC", "ETH", StringComparison.Ordinal)},{Bitcoin.Replace("68900.50", "1", StringComparison.Ordinal)}"));
        Assert.Equal(["BTC-USD", "ETH-USD"], ticks.Cast<SpotTickFrame>().Select(tick => tick.ProductId));
        Assert.Equal(SpotPrice.Parse("68900.50", "test"), ((SpotTickFrame)ticks[0]).Price);
    }

    [Theory]
    [InlineData("\"68900.50\"", "68900.50", "price: 68900.50 is not decimal text")]
    [InlineData("\"68900.50\"", "\"0\"", "price: '0' is not a spot price (positive, at most 8 decimals)")]
    [InlineData("\"68900.50\"", "\"-1\"", "price: '-1' is not a spot price (positive, at most 8 decimals)")]
    [InlineData("\"68900.50\"", "\"NaN\"", "price: 'NaN' is not a spot price (positive, at most 8 decimals)")]
    [InlineData("\"price\"", "\"preis\"", "price: missing")]
    [InlineData("\"BTC-USD\"", "\"DOGE-USD\"", "product_id: 'DOGE-USD' is not subscribed")]
    [InlineData("\"1.50000000\"", "\"lots\"", "best_bid_quantity: 'lots' is not a quantity")]
    [InlineData("\"68900.50\"", "\"68900.50\",\"price\":\"1\"", "price: given twice")]
    public void A_tick_at_fault_names_the_field_and_its_value(string right, string wrong, string reason) =>
        Assert.Equal(reason, Reason(Ticker(Bitcoin.Replace(right, wrong, StringComparison.Ordinal))));

    [Theory]
    [InlineData("\"timestamp\":\"2026-04-07T14:30:03.123456Z\"", "\"timestamp\":\"soon\"", "timestamp: 'soon' is not a time")]
    [InlineData("\"timestamp\":\"2026-04-07T14:30:03.123456Z\",", "", "timestamp: missing")]
    [InlineData("\"sequence_num\":12,", "", "sequence_num: missing")]
    [InlineData("\"sequence_num\":12", "\"sequence_num\":-1", "sequence_num: -1 is not an integer from 0")]
    [InlineData("\"channel\":\"ticker\"", "\"channel\":\"level2\"", "channel: 'level2' is an unknown channel")]
    public void An_envelope_at_fault_names_the_field_and_its_value(string right, string wrong, string reason) =>
        Assert.Equal(reason, Reason(Ticker(Bitcoin).Replace(right, wrong, StringComparison.Ordinal)));

    [Fact]
    public void A_message_without_content_is_malformed() => Assert.Equal("events: no content for channel ticker", Reason(Ticker("")));

    [Fact]
    public void A_refusal_is_an_error() => Assert.Equal(
        new SpotControlFrame("s", 7, null, true, "authentication failure"), Assert.Single(Read("""{"type":"error","message":"authentication failure"}""")));

    [Theory]
    [InlineData("42")]
    [InlineData("\"42\"")]
    public void A_heartbeat_counts_in_number_or_text(string counter) => Assert.Equal(
        new SpotHeartbeatFrame("s", 7, 3, 42, 1775572210000),
        Assert.Single(Read($$"""{"channel":"heartbeats","client_id":"","timestamp":"2026-04-07T14:30:10Z","sequence_num":3,"events":[{"current_time":"2026-04-07 14:30:10.000000000+00:00","heartbeat_counter":{{counter}}}]}""")));

    [Fact]
    public void Exchange_tickers_and_matches_are_ticks()
    {
        var ticker = Assert.IsType<SpotTickFrame>(Assert.Single(Read("""{"type":"ticker","sequence":37475248783,"product_id":"ETH-USD","price":"1285.22","open_24h":"1310.79","best_bid":"1285.04","best_bid_size":"0.46688654","best_ask":"1285.27","best_ask_size":"1.56637040","side":"buy","time":"2022-10-19T23:28:22.061769Z","trade_id":370843401,"last_size":"11.4396987"}""", CoinbaseApi.ExchangeTicker)));
        Assert.Equal((37475248783L, 0.46688654m, 1666222102061L), (ticker.Sequence!.Value, ticker.BidQuantity!.Value, ticker.TsMs));
        var match = Assert.IsType<SpotTickFrame>(Assert.Single(Read("""{"type":"match","trade_id":10,"sequence":50,"maker_order_id":"a","taker_order_id":"b","time":"2014-11-07T08:19:27.028459Z","product_id":"BTC-USD","size":"5.23512","price":"400.23","side":"sell"}""", CoinbaseApi.ExchangeMatches)));
        Assert.Equal((SpotPrice.Parse("400.23", "test"), null), (match.Price, match.BestBid));
    }

    [Theory]
    [InlineData("""{"type":"match","sequence":50,"time":"2014-11-07T08:19:27Z","product_id":"BTC-USD","price":"400.23"}""", "trade_id: missing")]
    [InlineData("""{"type":"ticker","sequence":50,"product_id":"BTC-USD","price":"400.23"}""", "time: missing")]
    [InlineData("""{"type":"l2update"}""", "type: 'l2update' is an unknown type")]
    [InlineData("""{"sequence":50}""", "type: missing")]
    public void An_exchange_message_at_fault_names_the_field(string message, string reason) => Assert.Equal(reason, Reason(message, CoinbaseApi.ExchangeMatches));

    [CoinbaseSamplesFact]
    public void Documented_samples_are_read()
    {
        Assert.IsType<SpotTickFrame>(Assert.Single(Read(Sample("nautilus_ws_ticker"))));
        Assert.IsType<SpotHeartbeatFrame>(Assert.Single(Read(Sample("nautilus_ws_heartbeats"))));
        Assert.IsType<SpotControlFrame>(Assert.Single(Read(Sample("nautilus_ws_subscriptions"))));
        Assert.IsType<SpotMalformedFrame>(Assert.Single(Read(Sample("nautilus_ws_market_trades"))));
    }

    static string Sample(string name) => File.ReadAllText(Path.Combine(SharedFiles.CoinbaseSamples!, name + ".json"));

    [Fact]
    public void Every_mutation_of_every_kind_of_message_yields_messages_and_no_exception()
    {
        var mutations = Mutation.Count(100_000);
        var random = new Random(20260407);
        byte[][] samples =
        [
            Encoding.UTF8.GetBytes(Ticker($"{Bitcoin},{Bitcoin}")),
            [.. """{"channel":"heartbeats","timestamp":"2026-04-07T14:30:10Z","sequence_num":3,"events":[{"heartbeat_counter":"42"}]}"""u8],
            [.. """{"channel":"subscriptions","timestamp":"2026-04-07T14:30:00Z","sequence_num":0,"events":[{"subscriptions":{"ticker":["BTC-USD"]}}]}"""u8],
            [.. """{"type":"match","trade_id":10,"sequence":50,"time":"2014-11-07T08:19:27.028459Z","product_id":"BTC-USD","size":"5.23512","price":"400.23"}"""u8],
            [.. """{"type":"heartbeat","last_trade_id":10,"sequence":50,"time":"2014-11-07T08:19:27.028459Z","product_id":"BTC-USD"}"""u8],
        ];
        foreach (var api in Enum.GetValues<CoinbaseApi>())
        {
            var emitted = 0;
            var counters = new SpotCounters();
            var session = new CoinbaseSession("1", new() { Api = api }, counters, 1, _ => emitted++);
            for (var i = 0; i < mutations / 3; i++)
            {
                var before = emitted;
                session.Accept(Mutation.Of(samples[random.Next(samples.Length)], samples, random), 2);
                Assert.True(emitted > before, "a message left no trace");
            }
            Assert.Equal(counters.Messages, counters.TickMessages + counters.Heartbeats + counters.Controls + counters.Malformed);
        }
    }
}

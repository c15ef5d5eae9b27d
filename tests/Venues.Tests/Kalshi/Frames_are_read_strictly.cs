using System.Text;
using Kalshi.Trading;

namespace Kalshi.Venues.Tests;

public class Frames_are_read_strictly
{
    const string Ticker = "KXBTC15M-26MAY110830-30";

    static FeedMessage Read(string frame) => KalshiFrames.Read(Encoding.UTF8.GetBytes(frame), "s", 7);

    static string Reason(string frame) => Assert.IsType<MalformedFrame>(Read(frame)).Reason;

    static string Delta(string body) => $$$"""{"type":"orderbook_delta","sid":2,"seq":3,"msg":{{{{body}}}}}""";

    [Fact]
    public void A_delta_carries_its_units_exactly()
    {
        var delta = Assert.IsType<BookDeltaFrame>(Read(Delta($"""
            "market_ticker":"{Ticker}","market_id":"x","price_dollars":"0.960","delta_fp":"-54.25","side":"no","ts":"2022-11-22T20:44:01Z","ts_ms":1669149841000
            """)));
        Assert.Equal(
            new BookDeltaFrame("s", 7, 2, 3, 0, MarketTicker.Parse(Ticker, "test"), Side.No, Price.FromSteps(9600), Quantity.FromSteps(-5425), 1669149841000), delta);
    }

    [Fact]
    public void The_order_of_fields_does_not_matter()
    {
        var delta = Assert.IsType<BookDeltaFrame>(Read($$$"""{"msg":{"side":"yes","delta_fp":"1","price_dollars":"0.5","market_ticker":"{{{Ticker}}}"},"seq":3,"sid":2,"type":"orderbook_delta"}"""));
        Assert.Equal((Side.Yes, 5000, 100, null), (delta.Side, delta.Price.Steps, delta.Change.Steps, delta.TsMs));
    }

    [Theory]
    [InlineData("\"price_dollars\":\"0.5\",\"delta_fp\":\"1.00\",\"side\":\"yes\"", "market_ticker: missing")]
    [InlineData("\"market_ticker\":\"A\",\"delta_fp\":\"1.00\",\"side\":\"yes\"", "price_dollars: missing")]
    [InlineData("\"market_ticker\":\"A\",\"price\":96,\"delta\":-54,\"side\":\"yes\"", "price_dollars: missing; delta = -54 is in a retired unit")]
    [InlineData("\"market_ticker\":\"A\",\"price_dollars\":0.5,\"delta_fp\":\"1.00\",\"side\":\"yes\"", "price_dollars: 0.5 is not decimal text")]
    [InlineData("\"market_ticker\":\"A\",\"price_dollars\":\"50\",\"delta_fp\":\"1.00\",\"side\":\"yes\"", "price_dollars: '50' is not a price (0 to 1 dollar, at most 4 decimals)")]
    [InlineData("\"market_ticker\":\"A\",\"price_dollars\":\"0.50001\",\"delta_fp\":\"1.00\",\"side\":\"yes\"", "price_dollars: '0.50001' is not a price (0 to 1 dollar, at most 4 decimals)")]
    [InlineData("\"market_ticker\":\"A\",\"price_dollars\":\"0.5\",\"delta_fp\":\"1e3\",\"side\":\"yes\"", "delta_fp: '1e3' is not a quantity (at most 2 decimals)")]
    [InlineData("\"market_ticker\":\"A\",\"price_dollars\":\"0.5\",\"delta_fp\":\"1.00\",\"side\":\"YES\"", "side: 'YES' is neither yes nor no")]
    [InlineData("\"market_ticker\":\"a b\",\"price_dollars\":\"0.5\",\"delta_fp\":\"1.00\",\"side\":\"yes\"", "market_ticker: 'a b' is not a market ticker")]
    [InlineData("\"market_ticker\":\"A\",\"price_dollars\":\"0.5\",\"price_dollars\":\"0.6\",\"delta_fp\":\"1.00\",\"side\":\"yes\"", "price_dollars: given twice")]
    [InlineData("\"market_ticker\":\"A\",\"price_dollars\":\"0.5\",\"delta_fp\":\"1.00\",\"side\":\"yes\",\"ts_ms\":-1", "ts_ms: -1 is not an integer from 1")]
    [InlineData("\"market_ticker\":\"A\",\"price_dollars\":null,\"delta_fp\":\"1.00\",\"side\":\"yes\"", "price_dollars: null is not decimal text")]
    public void A_delta_at_fault_names_the_field_and_its_value(string body, string reason) => Assert.Equal(reason, Reason(Delta(body)));

    [Theory]
    [InlineData("""{"type":"orderbook_delta","seq":3,"msg":{"market_ticker":"A","price_dollars":"0.5","delta_fp":"1.00","side":"yes"}}""", "sid: missing")]
    [InlineData("""{"type":"orderbook_delta","sid":2,"msg":{"market_ticker":"A","price_dollars":"0.5","delta_fp":"1.00","side":"yes"}}""", "seq: missing")]
    [InlineData("""{"type":"orderbook_delta","sid":2,"seq":0,"msg":{}}""", "seq: 0 is not an integer from 1")]
    [InlineData("""{"type":"orderbook_delta","sid":2,"seq":3}""", "msg: missing")]
    [InlineData("""{"type":"orderbook_delta","sid":2,"seq":3,"msg":[]}""", "msg: an array is not an object")]
    [InlineData("""{"sid":2,"seq":3,"msg":{}}""", "type: missing")]
    [InlineData("""{"type":"orderbook_deltas","sid":2,"seq":3,"msg":{}}""", "type: 'orderbook_deltas' is an unknown type")]
    [InlineData("[]", "frame: an array is not an object")]
    public void An_envelope_at_fault_names_the_field_and_its_value(string frame, string reason) => Assert.Equal(reason, Reason(frame));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{\"type\":\"ok\"} trailing")]
    [InlineData("{\"a\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}")]
    public void What_is_not_one_json_object_is_malformed(string frame) => Assert.StartsWith("frame: not JSON: ", Reason(frame), StringComparison.Ordinal);

    [Fact]
    public void Text_that_is_not_utf8_is_malformed_where_text_is_read()
    {
        byte[] frame = [.. "{\"type\":\"error\",\"msg\":{\"code\":1,\"msg\":\"\\ud800\"}}"u8];
        Assert.IsType<MalformedFrame>(KalshiFrames.Read(frame, "s", 7));
    }

    [Fact]
    public void A_side_of_the_snapshot_that_is_absent_is_empty()
    {
        var snapshot = Assert.IsType<BookSnapshotFrame>(Read($$$"""{"type":"orderbook_snapshot","sid":2,"seq":1,"msg":{"market_ticker":"{{{Ticker}}}","no_dollars_fp":[["0.5600","146.00"],["0.5400","20.00"]]}}"""));
        Assert.Empty(snapshot.Yes);
        Assert.Equal([new(Price.FromSteps(5400), Quantity.FromSteps(2000)), new(Price.FromSteps(5600), Quantity.FromSteps(14600))], snapshot.No);
    }

    [Theory]
    [InlineData("\"yes\":[[8,300]]", "yes_dollars_fp: missing, while 'yes' gives the side in a unit that is not known")]
    [InlineData("\"no_dollars\":[[\"0.08\",300]]", "no_dollars_fp: missing, while 'no_dollars' gives the side in a unit that is not known")]
    [InlineData("\"yes_dollars_fp\":[[\"0.08\",300]]", "yes_dollars_fp: 300 is not decimal text")]
    [InlineData("\"yes_dollars_fp\":[[\"0.08\",\"-3.00\"]]", "yes_dollars_fp: '-3.00' is negative")]
    [InlineData("\"yes_dollars_fp\":[[\"0.08\",\"0.00\"]]", "yes_dollars_fp: level 0.0800 has size 0")]
    [InlineData("\"yes_dollars_fp\":[[\"0.08\",\"3\",\"4\"]]", "yes_dollars_fp: level 0.0800 has more than a price and a size")]
    [InlineData("\"yes_dollars_fp\":[[\"0.09\",\"3\"],[\"0.08\",\"3\"],[\"0.0900\",\"4\"]]", "yes_dollars_fp: level 0.0900 is given twice")]
    [InlineData("\"yes_dollars_fp\":{}", "yes_dollars_fp: an object is not an array")]
    public void A_snapshot_at_fault_names_the_field_and_its_value(string side, string reason) =>
        Assert.Equal(reason, Reason($$$"""{"type":"orderbook_snapshot","sid":2,"seq":1,"msg":{"market_ticker":"A",{{{side}}}}}"""));

    [Fact]
    public void A_ticker_in_cents_is_refused_and_not_read_as_zero() => Assert.Equal(
        "price_dollars: missing; yes_ask = 53 is in a retired unit",
        Reason("""{"type":"ticker","sid":11,"msg":{"market_ticker":"A","price":48,"yes_bid":45,"yes_ask":53,"volume_fp":"1","open_interest_fp":"2","ts":1669149841}}"""));

    [Fact]
    public void A_ticker_without_milliseconds_takes_the_seconds()
    {
        var ticker = Assert.IsType<TickerFrame>(Read("""{"type":"ticker","sid":11,"msg":{"market_ticker":"A","price_dollars":"0.480","yes_bid_dollars":"0.450","yes_ask_dollars":"0.530","volume_fp":"33896.00","open_interest_fp":"20422.00","dollar_volume":16948,"ts":1669149841}}"""));
        Assert.Equal((1669149841000, 4500, 5300, 16948L), (ticker.TsMs, ticker.YesBid.Steps, ticker.YesAsk.Steps, ticker.DollarVolume!.Value));
        Assert.Null(ticker.YesBidSize);
    }

    [Theory]
    [InlineData("\"taker_outcome_side\":\"no\",\"taker_side\":\"yes\"", Side.No)]
    [InlineData("\"taker_side\":\"yes\"", Side.Yes)]
    public void A_trade_takes_the_taker_from_the_newer_field_if_there(string taker, Side side)
    {
        var trade = Assert.IsType<TradeFrame>(Read($$$"""{"type":"trade","sid":11,"seq":2,"msg":{"trade_id":"d91b","market_ticker":"A","yes_price_dollars":"0.3600","no_price_dollars":"0.6400","count_fp":"136.00",{{{taker}}},"ts_ms":1669149841000}}"""));
        Assert.Equal((side, 3600, 2L), (trade.Taker, trade.YesPrice.Steps, trade.Sequence!.Value));
    }

    [Fact]
    public void A_trade_whose_sides_do_not_add_up_to_a_dollar_is_malformed() => Assert.Equal(
        "no_price_dollars: 0.3600 is not 1 - 0.3600",
        Reason("""{"type":"trade","sid":11,"msg":{"trade_id":"d91b","market_ticker":"A","yes_price_dollars":"0.36","no_price_dollars":"0.36","count_fp":"1","taker_side":"no","ts":1669149841}}"""));

    [Fact]
    public void A_lifecycle_frame_holds_what_its_event_sets_and_nothing_else()
    {
        var created = Assert.IsType<LifecycleFrame>(Read("""{"type":"market_lifecycle_v2","sid":13,"seq":3,"msg":{"market_ticker":"INXD-23SEP14-B4487","exchange_index":0,"open_ts":1694635200,"close_ts":1694721600,"additional_metadata":{"name":"S"},"event_type":"created","price_level_structure":"linear_cent"}}"""));
        Assert.Equal(("created", 1694635200L, 1694721600L, "linear_cent"), (created.EventType, created.OpenTs!.Value, created.CloseTs!.Value, created.PriceLevelStructure));
        Assert.Null(created.Result);
        var determined = Assert.IsType<LifecycleFrame>(Read("""{"type":"market_lifecycle_v2","sid":13,"msg":{"market_ticker":"A","event_type":"determined","determination_ts":1694721600,"result":"yes","settlement_value":"1.0000"}}"""));
        Assert.Equal(("yes", Price.One), (determined.Result, determined.SettlementValue!.Value));
    }

    [Fact]
    public void Fee_news_of_an_event_may_clear_an_override()
    {
        var fee = Assert.IsType<EventFrame>(Read("""{"type":"event_fee_update","sid":5,"seq":10,"msg":{"event_ticker":"KXBTCD-26MAY2018","fee_type_override":null,"fee_multiplier_override":null}}"""));
        Assert.Equal(("event_fee_update", "KXBTCD-26MAY2018", null, null), (fee.Type, fee.EventTicker, fee.FeeType, fee.FeeMultiplier));
    }

    [Fact]
    public void Fields_that_the_specification_does_not_name_are_counted_and_do_no_harm()
    {
        var reader = new KalshiFrameReader(new MarketTable());
        Assert.IsType<BookDeltaFrame>(reader.Read(Encoding.UTF8.GetBytes("""{"type":"orderbook_delta","sid":2,"seq":3,"shard":{"a":[1]},"msg":{"market_ticker":"A","price_dollars":"0.5","delta_fp":"1.00","side":"yes","novelty":true}}"""), "s", 7));
        Assert.Equal(2, reader.UnknownFields);
    }

    [Fact]
    public void A_malformed_frame_keeps_its_bytes_up_to_a_bound()
    {
        var frame = new byte[MalformedFrame.RawMax * 2];
        frame.AsSpan().Fill((byte)'x');
        var malformed = Assert.IsType<MalformedFrame>(KalshiFrames.Read(frame, "s", 7));
        Assert.Equal((MalformedFrame.RawMax, frame.Length), (malformed.Raw.Length, malformed.Length));
    }
}

using System.Text;
using Kalshi.Trading;

namespace Kalshi.Venues.Tests;

/// <summary>The private channels on the wire, and what a session makes of them.</summary>
public class News_of_our_own_orders
{
    const string Fill = """
        "trade_id":"t-1","order_id":"v-1","client_order_id":"live:a","market_ticker":"KXBTC15M-26MAY110830-30","is_taker":true,"side":"yes",
        "yes_price_dollars":"0.7500","count_fp":"278.00","fee_cost":"0.012345","action":"buy","ts":1671899397,"ts_ms":1671899397123,
        "post_position_fp":"-500.00","purchased_side":"no","outcome_side":"no","book_side":"ask","subaccount":0
        """;

    const string Order = """
        "order_id":"v-1","user_id":"u","ticker":"KXBTC15M-26MAY110830-30","status":"resting","side":"yes","is_yes":true,"yes_price_dollars":"0.3500",
        "fill_count_fp":"4.00","remaining_count_fp":"6.00","initial_count_fp":"10.00","client_order_id":"live:a","order_group_id":"g-1"
        """;

    const string Position = """
        "user_id":"u","market_ticker":"KXBTC15M-26MAY110830-30","position_fp":"-100.00","position_cost":500000,"position_cost_dollars":"50.000000",
        "realized_pnl_dollars":"-10.0000","fees_paid_dollars":"1.0000","position_fee_cost_dollars":"0.5000","volume_fp":"115.00"
        """;

    static readonly string[] ChannelNames = ["user_orders", "fill", "market_positions", "order_group_updates"];

    static readonly KalshiChannel[] Channels = [KalshiChannel.Orders, KalshiChannel.Fills, KalshiChannel.Positions, KalshiChannel.OrderGroups];

    static FeedMessage Read(string type, string body, string envelope = "\"sid\":13") =>
        KalshiFrames.Read(Encoding.UTF8.GetBytes($$$"""{"type":"{{{type}}}",{{{envelope}}},"msg":{{{{body}}}}}"""), "s", 7);

    static string Reason(FeedMessage message) => Assert.IsType<MalformedFrame>(message).Reason;

    [Fact]
    public void A_fill_says_which_order_traded_what_and_what_it_cost_to_the_last_decimal()
    {
        Assert.Equal(
            new OwnFillFrame(
                "s", 7, 13, "t-1", "v-1", "live:a", SessionScript.A, Side.No, Price.FromSteps(7500), Quantity.FromSteps(27800), MicroDollars.FromSteps(12345),
                IsTaker: true, Quantity.FromSteps(-50000), 1671899397123),
            Read("fill", Fill));
    }

    [Fact]
    public void A_fill_of_before_the_newer_fields_takes_the_purchased_side_and_whole_seconds()
    {
        var old = Fill.Replace("\"ts_ms\":1671899397123,", "", StringComparison.Ordinal).Replace("\"outcome_side\":\"no\",", "", StringComparison.Ordinal)
            .Replace("\"client_order_id\":\"live:a\",", "", StringComparison.Ordinal);
        var fill = Assert.IsType<OwnFillFrame>(Read("fill", old));
        Assert.Equal((Side.No, 1671899397000, null), (fill.Outcome, fill.TsMs, fill.ClientOrderId));
    }

    [Fact]
    public void An_order_a_position_and_a_group_carry_their_units_exactly()
    {
        Assert.Equal(
            new OwnOrderFrame(
                "s", 7, 13, "v-1", "live:a", SessionScript.A, "resting", Price.FromSteps(3500), Quantity.FromSteps(400), Quantity.FromSteps(600),
                Quantity.FromSteps(1000), "g-1"),
            Read("user_order", Order));
        Assert.Equal(
            new OwnPositionFrame(
                "s", 7, 13, SessionScript.A, Quantity.FromSteps(-10000), MicroDollars.FromSteps(50_000_000), MicroDollars.FromSteps(-10_000_000),
                MicroDollars.FromSteps(1_000_000), Quantity.FromSteps(11500)),
            Read("market_position", Position));
        Assert.Equal(
            new OrderGroupFrame("s", 7, 13, 4, "limit_updated", "g-1", Quantity.FromSteps(15000)),
            Read("order_group_updates", "\"event_type\":\"limit_updated\",\"order_group_id\":\"g-1\",\"contracts_limit_fp\":\"150.00\"", "\"sid\":13,\"seq\":4"));
    }

    [Theory]
    [InlineData("\"count_fp\":\"278.00\"", "\"count\":278", "count_fp: missing; count = 278 is in a retired unit")]
    [InlineData("\"yes_price_dollars\":\"0.7500\"", "\"yes_price\":75", "yes_price_dollars: missing; yes_price = 75 is in a retired unit")]
    [InlineData("\"fee_cost\":\"0.012345\"", "\"fee_cost\":0.012345", "fee_cost: 0.012345 is not decimal text")]
    [InlineData("\"fee_cost\":\"0.012345\"", "\"fee_cost\":\"0.0123456\"", "fee_cost: '0.0123456' is not an amount in dollars (at most 6 decimals)")]
    [InlineData("\"count_fp\":\"278.00\"", "\"count_fp\":\"-278.00\"", "count_fp: '-278.00' is negative")]
    [InlineData("\"order_id\":\"v-1\",", "", "order_id: missing")]
    [InlineData("\"is_taker\":true", "\"is_taker\":1", "is_taker: 1 is neither true nor false")]
    [InlineData("\"purchased_side\":\"no\"", "\"purchased_side\":\"bid\"", "purchased_side: 'bid' is neither yes nor no")]
    [InlineData("\"order_id\":\"v-1\"", "\"order_id\":\"v-1\",\"order_id\":\"v-2\"", "order_id: given twice")]
    public void A_fill_at_fault_names_the_field_and_its_value(string field, string wrong, string reason) =>
        Assert.Equal(reason, Reason(Read("fill", Fill.Replace(field, wrong, StringComparison.Ordinal))));

    [Theory]
    [InlineData("\"remaining_count_fp\":\"6.00\"", "\"remaining_count\":6", "remaining_count_fp: missing; remaining_count = 6 is in a retired unit")]
    [InlineData("\"client_order_id\":\"live:a\",", "", "client_order_id: missing")]
    [InlineData("\"status\":\"resting\"", "\"status\":null", "status: missing")]
    [InlineData("\"ticker\":\"KXBTC15M-26MAY110830-30\"", "\"ticker\":\"\"", "ticker: '' is not a market ticker")]
    public void An_order_at_fault_names_the_field_and_its_value(string field, string wrong, string reason) =>
        Assert.Equal(reason, Reason(Read("user_order", Order.Replace(field, wrong, StringComparison.Ordinal))));

    [Fact]
    public void A_position_in_hundredths_of_a_cent_is_refused_and_not_guessed()
    {
        var cents = Position.Replace("\"position_cost_dollars\":\"50.000000\",", "", StringComparison.Ordinal);
        Assert.Equal("position_cost_dollars: missing", Reason(Read("market_position", cents)));
    }

    [Fact]
    public void A_group_without_its_number_is_malformed()
    {
        Assert.Equal("seq: missing", Reason(Read("order_group_updates", "\"event_type\":\"triggered\",\"order_group_id\":\"g-1\"")));
    }

    [Fact]
    public void The_channels_are_subscribed_at_once_and_without_a_filter()
    {
        var script = Subscribed();
        script.Watch(SessionScript.A);
        script.AssertNoCommand();
        Assert.Null(script.Broken);
    }

    [Fact]
    public void News_comes_out_typed_and_accounted_for()
    {
        var script = Subscribed();
        script.Receive($$$"""{"type":"fill","sid":2,"msg":{{{{Fill}}}}}""");
        script.Receive($$$"""{"type":"user_order","sid":1,"msg":{{{{Order}}}}}""");
        script.Receive(Triggered(1));
        Assert.Collection(
            script.Messages(), m => Assert.IsType<OwnFillFrame>(m), m => Assert.IsType<OwnOrderFrame>(m),
            m => Assert.True(Assert.IsType<OrderGroupFrame>(m).IsTriggered));
        Assert.Equal((3, 0, 0), (script.Counters.Own, script.Counters.Losses, script.Counters.Malformed));
    }

    [Fact]
    public void A_frame_that_cannot_be_read_is_a_loss_though_the_channel_has_no_numbers()
    {
        var script = Subscribed();
        script.Receive("""{"type":"fill","sid":2,"msg":{"order_id":"v-1"}}""");
        var lost = Assert.IsType<ContinuityLost>(script.Messages()[0]);
        Assert.Equal((KalshiChannel.Fills, 2, "malformed frame: trade_id: missing"), (lost.Channel, lost.Sid, lost.Reason));
    }

    [Fact]
    public void A_group_update_that_never_came_is_a_loss_the_first_one_as_well()
    {
        var script = Subscribed();
        script.Receive(Triggered(2));
        Assert.Equal((1L, 2L), Numbers(script));
        script.Receive(Triggered(3));
        Assert.IsType<OrderGroupFrame>(Assert.Single(script.Messages()));
        script.Receive(Triggered(5));
        Assert.Equal((4L, 5L), Numbers(script));

        static (long?, long?) Numbers(SessionScript script)
        {
            var lost = script.Messages().OfType<ContinuityLost>().Single();
            return (lost.Expected, lost.Received);
        }
    }

    [Fact]
    public void A_terminal_error_of_a_channel_is_a_loss_and_it_is_subscribed_again()
    {
        var script = Subscribed();
        script.Receive("""{"type":"error","sid":1,"msg":{"code":10,"msg":"Channel error"}}""");
        Assert.Equal(KalshiChannel.Orders, script.Messages().OfType<ContinuityLost>().Single().Channel);
        script.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal("user_orders", Channel(script.NextCommand()));
    }

    [Fact]
    public void The_end_of_a_session_is_a_loss_on_every_channel()
    {
        var script = Subscribed();
        script.Close("closed by the venue");
        Assert.Equal(Channels, script.Messages().OfType<ContinuityLost>().Select(lost => lost.Channel));
    }

    [Fact]
    public void A_quiet_account_is_not_a_dead_connection_as_long_as_the_venue_answers()
    {
        var script = Subscribed();
        for (var i = 0; i < 10; i++)
        {
            script.Pass(script.Options.SilenceMax);
            var probe = script.NextCommand();
            Assert.Equal("list_subscriptions", probe.Name);
            script.Receive($$$"""{"id":{{{probe.Id}}},"type":"ok","msg":[{"channel":"user_orders","sid":1},{"channel":"fill","sid":2},{"channel":"market_positions","sid":3},{"channel":"order_group_updates","sid":4}]}""");
        }
        Assert.Equal((null, 0), (script.Broken, script.Counters.Losses));
        script.Pass(script.Options.SilenceMax + script.Options.ProbeTimeout);
        Assert.StartsWith("silence: ", script.Broken, StringComparison.Ordinal);
    }

    static string Triggered(long sequence) =>
        FormattableString.Invariant($$$"""{"type":"order_group_updates","sid":4,"seq":{{{sequence}}},"msg":{"event_type":"triggered","order_group_id":"g-1"}}""");

    static string? Channel(SessionScript.Command command) => command.Json.GetProperty("params").GetProperty("channels")[0].GetString();

    /// <summary>A session of the private channels, subscribed as 1 to 4 in their order.</summary>
    static SessionScript Subscribed()
    {
        var script = new SessionScript(new() { Channels = Channels });
        script.Watch();
        foreach (var (index, channel) in ChannelNames.Index())
        {
            var command = script.NextCommand();
            Assert.Equal(channel, Channel(command));
            Assert.False(command.Json.GetProperty("params").TryGetProperty("market_tickers", out _));
            script.Receive($$$"""{"id":{{{command.Id}}},"type":"subscribed","msg":{"channel":"{{{channel}}}","sid":{{{index + 1}}}}}""");
        }
        script.Messages();
        return script;
    }
}

using static Kalshi.Venues.Tests.SessionScript;

namespace Kalshi.Venues.Tests;

public class Subscriptions_of_a_session
{
    [Fact]
    public void Each_channel_is_subscribed_by_its_own_command()
    {
        var script = new SessionScript(new() { Channels = [KalshiChannel.OrderBook, KalshiChannel.Ticker, KalshiChannel.Lifecycle] });
        script.Watch(A, B);
        Assert.Equal(
            $$$"""{"id":1,"cmd":"subscribe","params":{"channels":["orderbook_delta"],"market_tickers":["{{{A}}}","{{{B}}}"]}}""", script.NextCommand().Json.GetRawText());
        Assert.Equal(
            $$$"""{"id":2,"cmd":"subscribe","params":{"channels":["ticker"],"market_tickers":["{{{A}}}","{{{B}}}"],"send_initial_snapshot":true}}""", script.NextCommand().Json.GetRawText());
        Assert.Equal(
            """{"id":3,"cmd":"subscribe","params":{"channels":["market_lifecycle_v2"]}}""", script.NextCommand().Json.GetRawText());
    }

    [Fact]
    public void Markets_are_added_and_deleted_without_disturbing_the_others()
    {
        var script = WithBooks(A);
        script.Watch(B);
        var add = script.NextCommand();
        Assert.Equal($$$"""{"id":2,"cmd":"update_subscription","params":{"sid":2,"market_tickers":["{{{B}}}"],"action":"add_markets"}}""", add.Json.GetRawText());
        script.AssertNoCommand();
        script.Receive($$$"""{"id":2,"type":"ok","sid":2,"seq":2,"msg":{"market_tickers":["{{{A}}}","{{{B}}}"]}}""");
        Assert.Equal($$$"""{"id":3,"cmd":"update_subscription","params":{"sid":2,"market_tickers":["{{{A}}}"],"action":"delete_markets"}}""", script.NextCommand().Json.GetRawText());
        script.Receive(Snapshot(3, B));
        script.Receive($$$"""{"id":3,"type":"ok","sid":2,"seq":4,"msg":{"market_tickers":["{{{B}}}"]}}""");
        script.Receive(Delta(5, B));
        Assert.IsType<BookDeltaFrame>(script.Messages()[^1]);
        Assert.Equal(1, script.ContinuousBooks);
        script.AssertNoCommand();
    }

    [Fact]
    public void More_markets_than_fit_one_command_follow_one_after_the_other()
    {
        var script = new SessionScript(new() { Channels = [KalshiChannel.OrderBook], MarketsPerCommand = 2 });
        script.Watch(A, B, C);
        Assert.Equal([A.Value, B.Value], script.NextCommand().Tickers);
        script.AssertNoCommand();
        script.Receive("""{"id":1,"type":"subscribed","msg":{"channel":"orderbook_delta","sid":2}}""");
        var add = script.NextCommand();
        Assert.Equal(("add_markets", C.Value), (add.Action, Assert.Single(add.Tickers)));
    }

    [Fact]
    public void Nothing_left_to_watch_ends_the_subscription()
    {
        var script = WithBooks(A);
        script.Watch();
        Assert.Equal("""{"id":2,"cmd":"unsubscribe","params":{"sids":[2]}}""", script.NextCommand().Json.GetRawText());
        script.Receive("""{"id":2,"type":"unsubscribed","sid":2,"seq":2}""");
        script.Watch(B);
        Assert.Equal("subscribe", script.NextCommand().Name);
    }

    [Fact]
    public void A_market_that_the_venue_does_not_take_is_not_asked_for_again()
    {
        var script = WithBooks(A);
        script.Watch(A, B);
        script.Receive($$$"""{"id":{{{script.NextCommand().Id}}},"type":"ok","sid":2,"seq":2,"msg":{"market_tickers":["{{{A}}}"]}}""");
        script.Pass(TimeSpan.FromSeconds(5));
        script.AssertNoCommand();
        Assert.Equal(1, script.ContinuousBooks);
    }

    [Fact]
    public void A_refused_command_is_repeated_with_growing_waits_and_then_the_connection_is_given_up()
    {
        var script = new SessionScript();
        script.Watch(A);
        for (var i = 0; i < 20 && script.Broken is null; i++)
        {
            script.Receive($$$"""{"id":{{{script.NextCommand().Id}}},"type":"error","msg":{"code":18,"msg":"Command timeout"}}""");
            script.AssertNoCommand();
            if (script.Broken is null)
                script.Pass(TimeSpan.FromSeconds(9));
        }
        Assert.Equal("6 commands of orderbook_delta failed in a row, the last with error 18: Command timeout", script.Broken);
    }

    [Fact]
    public void A_command_without_an_answer_ends_the_connection()
    {
        var script = new SessionScript();
        script.Watch(A);
        script.Pass(script.Options.CommandTimeout);
        Assert.Equal("no answer to command 1 (Subscribe of orderbook_delta) within 10 s", script.Broken);
    }

    [Fact]
    public void A_frame_of_a_subscription_that_nobody_made_is_malformed()
    {
        var script = WithBooks(A);
        script.Receive(Delta(3, A).Replace("\"sid\":2", "\"sid\":7", StringComparison.Ordinal));
        var malformed = Assert.IsType<MalformedFrame>(Assert.Single(script.Messages()));
        Assert.Equal("sid: 7 is no subscription of this session for such a frame", malformed.Reason);
        Assert.Equal(1, script.ContinuousBooks);
    }

    [Fact]
    public void A_venue_that_refuses_snapshots_of_everything_is_connected_to_anew()
    {
        var script = WithBooks(A, B);
        script.Receive(Delta(9, A));
        script.Pass(script.Options.ResyncBackoff * 2);
        script.Receive($$$"""{"id":{{{script.NextCommand().Id}}},"type":"error","msg":{"code":13,"msg":"Unsupported action"}}""");
        Assert.Equal("the venue refuses snapshots: error 13: Unsupported action", script.Broken);
    }
}

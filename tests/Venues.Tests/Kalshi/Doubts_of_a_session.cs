using System.Globalization;
using Kalshi.Trading;
using static Kalshi.Venues.Tests.SessionScript;

namespace Kalshi.Venues.Tests;

public class Doubts_of_a_session
{
    const int TickerSid = 1;

    static string Aged(long seq, long tsMs) => Delta(seq, A).Replace("1778501852135", tsMs.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    static string Ticker(MarketTicker ticker) => $$$"""
        {"type":"ticker","sid":{{{TickerSid}}},"msg":{"market_id":"9f7336db-3cc1-4690-b6ec-c59ec473689e","market_ticker":"{{{ticker}}}","price_dollars":"0.5000","yes_bid_dollars":"0.4900","yes_ask_dollars":"0.5100","volume_fp":"1.00","open_interest_fp":"1.00","dollar_volume":1,"dollar_open_interest":1,"ts":1778501852,"ts_ms":1778501852135}}
        """;

    static SessionScript WithTickers()
    {
        var script = new SessionScript(new() { Channels = [KalshiChannel.Ticker], FirstMessageTimeout = TimeSpan.FromSeconds(10) });
        script.Watch(A);
        Confirm(script);
        return script;
    }

    static void Confirm(SessionScript script) =>
        script.Receive($$$"""{"id":{{{script.NextCommand().Id}}},"type":"subscribed","msg":{"channel":"ticker","sid":{{{TickerSid}}}}}""");

    [Fact]
    public void The_age_of_a_change_is_known_on_receipt()
    {
        var script = WithBooks(A);
        Assert.Null(script.DeltaAgeMs);
        script.Receive(Aged(2, script.NowMs - 1234));
        Assert.Equal(1234, script.DeltaAgeMs);
    }

    [Fact]
    public void A_connection_that_falls_ever_further_behind_is_given_up_though_nothing_is_missing()
    {
        var script = WithBooks(A);
        long seq = 1;
        for (long late = 0; script.Broken is null && late < 120_000; late += 1000)
        {
            script.Receive(Aged(++seq, script.NowMs - 300 - late));
            script.Pass(TimeSpan.FromSeconds(1));
        }
        Assert.Contains("s behind", script.Broken, StringComparison.Ordinal);
        Assert.Equal(0, script.Counters.SequenceGaps);
    }

    [Fact]
    public void A_difference_of_the_clocks_is_no_delay()
    {
        var script = WithBooks(A);
        for (long seq = 2; seq < 100; seq++)
        {
            script.Receive(Aged(seq, script.NowMs - 3_600_000));
            script.Pass(TimeSpan.FromSeconds(1));
        }
        Assert.Null(script.Broken);
    }

    [Fact]
    public void A_subscription_that_was_confirmed_and_says_nothing_is_named_and_made_again()
    {
        var script = WithTickers();
        script.Pass(script.Options.FirstMessageTimeout);
        Assert.Equal(["ticker"], script.SilentChannels);
        Assert.Equal(1, script.Counters.SilentSubscriptions);
        var end = script.NextCommand();
        Assert.Equal("unsubscribe", end.Name);
        script.Receive($$$"""{"id":{{{end.Id}}},"type":"unsubscribed","sid":{{{TickerSid}}}}""");
        script.AssertNoCommand();
        while (script.SilentChannels.Count > 0 && script.Counters.SilentSubscriptions < 2)
        {
            script.Pass(TimeSpan.FromSeconds(1));
            // The silence makes the session ask whether the venue is there at all, which it is.
            while (script.TryNextCommand() is { } command)
                if (command.Name == "subscribe")
                {
                    script.Receive($$$"""{"id":{{{command.Id}}},"type":"subscribed","msg":{"channel":"ticker","sid":{{{TickerSid}}}}}""");
                    script.Receive(Ticker(A));
                }
                else
                    script.Receive($$$"""{"id":{{{command.Id}}},"type":"ok","msg":[]}""");
        }
        Assert.Empty(script.SilentChannels);
        Assert.Null(script.Broken);
    }

    [Fact]
    public void A_subscription_that_has_spoken_may_be_quiet_afterwards()
    {
        var script = WithTickers();
        script.Receive(Ticker(A));
        script.Pass(script.Options.FirstMessageTimeout - TimeSpan.FromSeconds(1));
        script.AssertNoCommand();
        script.Pass(TimeSpan.FromSeconds(3));
        Assert.Empty(script.SilentChannels);
    }

    [Fact]
    public void A_book_that_is_distrusted_is_stale_at_once_and_asked_for_again_alone()
    {
        var script = WithBooks(A, B);
        script.Distrust(A);
        Assert.Equal([A], Assert.Single(script.Messages().OfType<ContinuityLost>()).Tickers);
        Assert.Equal(1, script.ContinuousBooks);
        var command = script.NextCommand();
        Assert.Equal(("get_snapshot", A.Value), (command.Action, Assert.Single(command.Tickers)));
        script.Receive(Delta(3, A));
        Assert.IsType<RefusedDeltaFrame>(Assert.Single(script.Messages()));
        script.Receive(Snapshot(4, A));
        Assert.Equal(2, script.ContinuousBooks);
    }

    [Fact]
    public void A_book_that_stays_wrong_gives_the_connection_up_and_one_found_right_starts_anew()
    {
        var script = WithBooks(A);
        long seq = 1;
        void DistrustAndRepair()
        {
            script.Distrust(A);
            script.Receive(Snapshot(++seq, A));
        }
        for (var i = 0; i < script.Options.ResyncsMax; i++)
            DistrustAndRepair();
        script.Confirm(A);
        for (var i = 0; i < script.Options.ResyncsMax; i++)
            DistrustAndRepair();
        Assert.Null(script.Broken);
        script.Distrust(A);
        Assert.Contains("wrong for the 4th time in a row", script.Broken, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_rotations_of_the_universe_leave_nothing_behind()
    {
        var script = new SessionScript();
        var desk = new VenueDesk(script);
        var most = 0;
        for (var rotation = 0; rotation < 10_000; rotation++)
        {
            script.Watch([.. Enumerable.Range(rotation, 4).Select(n => MarketTicker.Parse($"KXBTC15M-R{n}", "test"))]);
            desk.AnswerAll(refuse: rotation % 7 == 0);
            script.Pass(TimeSpan.FromSeconds(1));
            desk.AnswerAll(refuse: false);
            script.Messages();
            most = Math.Max(most, script.Kept);
            Assert.Null(script.Broken);
        }
        Assert.InRange(script.ContinuousBooks, 1, 4);
        // Four wanted, four subscribed, four known, and what is being exchanged.
        Assert.InRange(most, 4, 24);
    }
}

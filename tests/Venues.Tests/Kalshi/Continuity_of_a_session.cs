using static Kalshi.Venues.Tests.SessionScript;

namespace Kalshi.Venues.Tests;

public class Continuity_of_a_session
{
    [Fact]
    public void A_delta_names_the_sequence_of_the_frame_before_it_that_concerned_its_market()
    {
        var script = WithBooks(A, B);
        script.Receive(Delta(3, A));
        script.Receive(Delta(4, B));
        script.Receive(Delta(5, A));
        var deltas = script.Messages().Cast<BookDeltaFrame>().ToList();
        Assert.Equal([(3L, 1L), (4, 2), (5, 3)], deltas.Select(delta => (delta.Sequence, delta.PreviousSequence)));
    }

    [Fact]
    public void A_gap_makes_every_book_of_the_subscription_stale_at_once()
    {
        var script = WithBooks(A, B);
        script.Receive(Delta(4, A));
        var messages = script.Messages();
        var lost = Assert.IsType<ContinuityLost>(messages[0]);
        Assert.Equal([A, B], lost.Tickers);
        Assert.Equal((3L, 4L, "sequence gap"), (lost.Expected!.Value, lost.Received!.Value, lost.Reason));
        Assert.IsType<RefusedDeltaFrame>(messages[1]);
        Assert.Equal(2, messages.Count);
        Assert.Equal(0, script.ContinuousBooks);
        Assert.Equal(1, script.Counters.SequenceGaps);
    }

    [Theory]
    [InlineData(2L)]
    [InlineData(1L)]
    public void A_repeated_or_late_sequence_is_a_loss_too_because_the_book_may_hold_it_twice(long late)
    {
        var script = WithBooks(A, B);
        script.Receive(Delta(late, A));
        Assert.Equal("sequence repeated or out of order", Assert.IsType<ContinuityLost>(script.Messages()[0]).Reason);
    }

    [Fact]
    public void Deltas_of_a_stale_book_are_refused_until_its_own_snapshot_comes()
    {
        var script = WithBooks(A, B);
        script.Receive(Delta(9, A));
        script.Receive(Snapshot(10, B));
        script.Receive(Delta(11, A));
        script.Receive(Delta(12, B));
        var messages = script.Messages();
        Assert.IsType<RefusedDeltaFrame>(messages[3]);
        Assert.Equal(10, Assert.IsType<BookDeltaFrame>(messages[4]).PreviousSequence);
        Assert.Equal(1, script.ContinuousBooks);
    }

    [Fact]
    public void A_delta_before_the_first_snapshot_of_its_market_is_refused()
    {
        var script = new SessionScript();
        script.Watch(A);
        script.Receive($$$"""{"id":{{{script.NextCommand().Id}}},"type":"subscribed","msg":{"channel":"orderbook_delta","sid":2}}""");
        script.Receive(Delta(1, A));
        Assert.Equal("the book waits for its snapshot", Assert.IsType<RefusedDeltaFrame>(script.Messages()[^1]).Reason);
    }

    [Fact]
    public void Answers_take_a_sequence_of_their_subscription()
    {
        var script = WithBooks(A);
        script.Watch(A, B);
        var add = script.NextCommand();
        script.Receive($$$"""{"id":{{{add.Id}}},"type":"ok","sid":2,"seq":2,"msg":{"market_tickers":["{{{A}}}","{{{B}}}"]}}""");
        script.Receive(Snapshot(3, B));
        script.Receive(Delta(4, A));
        Assert.DoesNotContain(script.Messages(), message => message is ContinuityLost);
        script.Receive("""{"type":"ok","sid":2,"seq":7}""");
        Assert.IsType<ContinuityLost>(script.Messages()[0]);
    }

    [Fact]
    public void A_snapshot_that_overtakes_the_answer_to_its_subscription_is_lost_with_the_rest()
    {
        var script = WithBooks(A);
        script.Watch(A, B);
        script.Receive(Snapshot(2, B));
        script.Receive(Delta(9, A));
        Assert.Equal([A, B], Assert.Single(script.Messages().OfType<ContinuityLost>()).Tickers);
    }

    [Fact]
    public void After_a_gap_the_session_asks_for_snapshots_of_what_is_stale()
    {
        var script = WithBooks(A, B);
        script.Receive(Delta(9, A));
        script.Pass(script.Options.ResyncBackoff * 2);
        var command = script.NextCommand();
        Assert.Equal(("update_subscription", "get_snapshot"), (command.Name, command.Action));
        Assert.Equal([A.Value, B.Value], command.Tickers);
        script.Receive(Snapshot(10, A).Replace("\"sid\"", $"\"id\":{command.Id},\"sid\"", StringComparison.Ordinal));
        script.Receive(Snapshot(11, B));
        Assert.Equal(2, script.ContinuousBooks);
        script.Pass(TimeSpan.FromSeconds(5));
        script.AssertNoCommand();
        Assert.Null(script.Broken);
    }

    [Fact]
    public void Gaps_without_end_give_up_the_connection_instead_of_asking_for_ever()
    {
        var script = WithBooks(A);
        for (var seq = 10; script.Broken is null && seq < 1000; seq += 10)
        {
            script.Receive(Delta(seq, A));
            script.Pass(TimeSpan.FromSeconds(5));
            script.Receive(Snapshot(seq + 1, A));
        }
        Assert.Equal("sequence gap, after 3 resynchronisations in a row", script.Broken);
        Assert.Equal(script.Options.ResyncsMax, script.Counters.Resyncs);
    }

    static readonly KalshiFeedOptions Patient = new() { Channels = [KalshiChannel.OrderBook], SilenceMax = TimeSpan.FromHours(1) };

    [Fact]
    public void One_market_whose_snapshot_does_not_come_is_asked_for_again_and_spoils_no_other()
    {
        var script = WithBooks(Patient, A);
        script.Watch(A, B);
        var add = script.NextCommand();
        script.Receive($$$"""{"id":{{{add.Id}}},"type":"ok","sid":2,"seq":2,"msg":{"market_tickers":["{{{A}}}","{{{B}}}"]}}""");
        script.Messages();
        script.Pass(Patient.SnapshotTimeout);
        var lost = Assert.IsType<ContinuityLost>(Assert.Single(script.Messages()));
        Assert.Equal([B], lost.Tickers);
        Assert.Equal($"no snapshot of {B} within 10 s", lost.Reason);
        Assert.Equal([B.Value], script.NextCommand().Tickers);
        script.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(10, script.Messages().Count);
        Assert.Null(script.Broken);
        script.Receive(Delta(3, A));
        script.Receive(Snapshot(4, B));
        Assert.Equal(2, script.ContinuousBooks);
    }

    [Fact]
    public void A_subscription_that_yields_nothing_at_all_gives_up_the_connection()
    {
        var script = new SessionScript(Patient);
        script.Watch(A, B);
        script.Receive($$$"""{"id":{{{script.NextCommand().Id}}},"type":"subscribed","msg":{"channel":"orderbook_delta","sid":2}}""");
        for (var i = 0; i < 10 && script.Broken is null; i++)
            script.Pass(Patient.SnapshotTimeout);
        Assert.Equal($"no snapshot of {A} within 10 s, after 3 resynchronisations in a row", script.Broken);
    }

    [Fact]
    public void A_malformed_frame_on_a_numbered_subscription_is_a_loss_of_every_book_on_it()
    {
        var script = WithBooks(A, B);
        script.Receive(Delta(3, A, price: "80"));
        var messages = script.Messages();
        Assert.StartsWith("malformed frame: price_dollars: '80'", Assert.IsType<ContinuityLost>(messages[0]).Reason, StringComparison.Ordinal);
        Assert.IsType<MalformedFrame>(messages[1]);
        script.Receive(Snapshot(4, A));
        Assert.Empty(script.Messages().OfType<ContinuityLost>());
    }

    [Fact]
    public void A_frame_that_is_not_json_spoils_every_numbered_subscription()
    {
        var script = WithBooks(A, B);
        script.Receive("""{"type":"ticker","msg":{"market""");
        Assert.Equal([A, B], Assert.IsType<ContinuityLost>(script.Messages()[0]).Tickers);
    }

    [Fact]
    public void A_type_that_is_unknown_and_belongs_to_no_subscription_spoils_nothing()
    {
        var script = WithBooks(A);
        script.Receive("""{"type":"announcement","msg":{"text":"hello"}}""");
        Assert.Equal("type: 'announcement' is an unknown type", Assert.IsType<MalformedFrame>(Assert.Single(script.Messages())).Reason);
        Assert.Equal((1, 1), (script.ContinuousBooks, script.Counters.UnknownTypes));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(25)]
    public void A_terminal_error_makes_the_books_stale_and_subscribes_anew(int code)
    {
        var script = WithBooks(A);
        script.Receive($$$"""{"type":"error","sid":2,"seq":2,"msg":{"code":{{{code}}},"msg":"Subscription buffer overflow"}}""");
        var lost = Assert.Single(script.Messages().OfType<ContinuityLost>());
        Assert.Equal([A], lost.Tickers);
        script.Pass(TimeSpan.FromSeconds(2));
        var again = script.NextCommand();
        Assert.Equal("subscribe", again.Name);
        script.Receive($$$"""{"id":{{{again.Id}}},"type":"subscribed","msg":{"channel":"orderbook_delta","sid":2}}""");
        script.Receive(Snapshot(1, A));
        Assert.Equal(1, script.ContinuousBooks);
    }

    [Fact]
    public void An_unasked_error_on_a_subscription_makes_its_books_stale()
    {
        var script = WithBooks(A);
        script.Receive("""{"type":"error","sid":2,"seq":2,"msg":{"code":1,"msg":"Unable to process message"}}""");
        Assert.Equal("error 1: Unable to process message", Assert.Single(script.Messages().OfType<ContinuityLost>()).Reason);
    }

    [Fact]
    public void Silence_is_questioned_and_an_unanswered_question_ends_the_connection()
    {
        var script = WithBooks(A);
        script.Pass(script.Options.SilenceMax);
        Assert.Equal("list_subscriptions", script.NextCommand().Name);
        Assert.Null(script.Broken);
        script.Pass(script.Options.ProbeTimeout + script.Options.WatchPeriod);
        Assert.StartsWith("silence: no frame for", script.Broken, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quiet_market_is_not_a_dead_connection()
    {
        var script = WithBooks(A);
        for (var i = 0; i < 20; i++)
        {
            script.Pass(script.Options.SilenceMax);
            script.Receive($$$"""{"id":{{{script.NextCommand().Id}}},"type":"ok","msg":[{"channel":"orderbook_delta","sid":2}]}""");
        }
        Assert.Null(script.Broken);
        Assert.Equal(1, script.ContinuousBooks);
    }

    [Fact]
    public void A_subscription_that_the_venue_no_longer_lists_is_lost_and_made_again()
    {
        var script = WithBooks(A);
        script.Pass(script.Options.SilenceMax);
        script.Receive($$$"""{"id":{{{script.NextCommand().Id}}},"type":"ok","msg":[{"channel":"ticker","sid":1}]}""");
        Assert.Equal("the venue no longer lists subscription 2", Assert.Single(script.Messages().OfType<ContinuityLost>()).Reason);
        Assert.Equal("subscribe", script.NextCommand().Name);
    }

    [Fact]
    public void The_end_of_the_connection_is_a_loss_of_everything_on_it()
    {
        var script = WithBooks(A, B);
        script.Close("closed by the venue: 1001");
        var lost = Assert.IsType<ContinuityLost>(Assert.Single(script.Messages()));
        Assert.Equal([A, B], lost.Tickers);
        Assert.Equal("closed by the venue: 1001", lost.Reason);
    }

    [Fact]
    public void Every_frame_is_counted_under_exactly_one_kind()
    {
        var script = WithBooks(A, B);
        script.Receive(Delta(3, A));
        script.Receive(Delta(9, A));
        script.Receive("nonsense");
        script.Receive("""{"type":"ok"}""");
        var counters = script.Counters;
        Assert.Equal(7, counters.Frames);
        Assert.Equal((2, 1, 1, 1, 2), (counters.Snapshots, counters.Deltas, counters.RefusedDeltas, counters.Malformed, counters.Controls));
    }
}

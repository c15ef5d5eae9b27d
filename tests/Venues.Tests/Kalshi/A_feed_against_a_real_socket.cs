using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using static Kalshi.Venues.Tests.RunningFeed;
using static Kalshi.Venues.Tests.SessionScript;

namespace Kalshi.Venues.Tests;

public class A_feed_against_a_real_socket
{
    [Fact]
    public async Task The_handshake_is_signed_over_time_method_and_path()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        await using var feed = new RunningFeed(venue, null, A);
        var connection = await venue.AcceptAsync();
        var signed = connection.Headers[KalshiSigner.TimestampHeader] + "GET/trade-api/ws/v2";
        Assert.Equal(TestKey.Id, connection.Headers[KalshiSigner.KeyHeader]);
        Assert.Equal("/trade-api/ws/v2", connection.Path);
        Assert.True(TestKey.Rsa.VerifyData(
            Encoding.UTF8.GetBytes(signed), Convert.FromBase64String(connection.Headers[KalshiSigner.SignatureHeader]!), HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
    }

    [Fact]
    public async Task Frames_come_out_typed_and_in_order()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        await using var feed = new RunningFeed(venue, null, A);
        var connection = await venue.AcceptAsync();
        await connection.ConfirmAsync(BookSid);
        await connection.SendAsync(Snapshot(1, A), Delta(2, A));
        await connection.SendInPartsAsync(Delta(3, A), partLength: 50);
        Assert.IsType<ControlFrame>(await feed.NextAsync());
        Assert.IsType<BookSnapshotFrame>(await feed.NextAsync());
        Assert.Equal(2, Assert.IsType<BookDeltaFrame>(await feed.NextAsync()).Sequence);
        Assert.Equal(2, Assert.IsType<BookDeltaFrame>(await feed.NextAsync()).PreviousSequence);
    }

    [Fact]
    public async Task A_message_larger_than_the_first_buffer_arrives_whole()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        await using var feed = new RunningFeed(venue, null, A);
        var connection = await venue.AcceptAsync();
        await connection.ConfirmAsync(BookSid);
        var levels = string.Join(',', Enumerable.Range(1, 9999).Select(step => $"[\"0.{step:0000}\",\"1.00\"]"));
        await connection.SendAsync(Snapshot(1, A).Replace("[\"0.0800\",\"300.00\"]", levels, StringComparison.Ordinal));
        Assert.Equal(9999, (await feed.NextAsync<BookSnapshotFrame>()).Yes.Count);
    }

    [Fact]
    public async Task A_gap_asks_for_snapshots_on_the_same_connection()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        await using var feed = new RunningFeed(venue, null, A, B);
        var connection = await venue.AcceptAsync();
        await connection.ConfirmAsync(BookSid);
        await connection.SendAsync(Snapshot(1, A), Snapshot(2, B), Delta(4, A));
        Assert.Equal([A, B], (await feed.NextAsync<ContinuityLost>()).Tickers);
        var command = await connection.ReceiveAsync();
        Assert.Equal("get_snapshot", command!.Value.GetProperty("params").GetProperty("action").GetString());
        await connection.SendAsync(Snapshot(5, A), Snapshot(6, B), Delta(7, B));
        Assert.Equal(6, (await feed.NextAsync<BookDeltaFrame>()).PreviousSequence);
        Assert.Equal(1, venue.Handshakes);
    }

    [Fact]
    public async Task A_close_is_a_loss_and_the_next_session_starts_with_snapshots()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        await using var feed = new RunningFeed(venue, null, A);
        var first = await venue.AcceptAsync();
        await first.ConfirmAsync(BookSid);
        await first.SendAsync(Snapshot(1, A));
        var before = await feed.NextAsync<BookSnapshotFrame>();
        await first.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "maintenance");
        var lost = await feed.NextAsync<ContinuityLost>();
        Assert.Equal(("closed by the venue: 1001 maintenance", before.Session), (lost.Reason, lost.Session));
        Assert.Equal([A], lost.Tickers);

        var second = await venue.AcceptAsync();
        await second.ConfirmAsync(BookSid);
        await second.SendAsync(Snapshot(1, A));
        var after = await feed.NextAsync<BookSnapshotFrame>();
        Assert.True(long.Parse(after.Session) > long.Parse(before.Session), "sessions must be told apart");
    }

    [Fact]
    public async Task A_cut_connection_is_made_again()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        await using var feed = new RunningFeed(venue, null, A);
        var first = await venue.AcceptAsync();
        await first.ConfirmAsync(BookSid);
        await first.SendAsync(Snapshot(1, A));
        await feed.NextAsync<BookSnapshotFrame>();
        first.Cut();
        Assert.StartsWith("connection broken", (await feed.NextAsync<ContinuityLost>()).Reason, StringComparison.Ordinal);
        await (await venue.AcceptAsync()).ConfirmAsync(BookSid);
    }

    [Fact]
    public async Task A_half_open_connection_is_noticed_by_its_silence()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        await using var feed = new RunningFeed(
            venue, Quick with { SilenceMax = TimeSpan.FromSeconds(2), ProbeTimeout = TimeSpan.FromMilliseconds(500) }, A);
        var first = await venue.AcceptAsync();
        await first.ConfirmAsync(BookSid);
        await first.SendAsync(Snapshot(1, A));
        // From here on the peer neither speaks nor closes.
        Assert.StartsWith("silence: no frame for", (await feed.NextAsync<ContinuityLost>()).Reason, StringComparison.Ordinal);
        await venue.AcceptAsync();
    }

    [Fact]
    public async Task A_burst_beyond_the_queue_slows_reading_and_loses_nothing()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        await using var feed = new RunningFeed(venue, Quick with { QueueCapacity = 16, SilenceMax = TimeSpan.FromSeconds(30) }, A);
        var first = await venue.AcceptAsync();
        await first.ConfirmAsync(BookSid);
        await first.SendAsync([Snapshot(1, A), .. Enumerable.Range(2, 400).Select(seq => Delta(seq, A))]);

        List<long> sequences = [];
        while (sequences.Count < 400)
        {
            if (await feed.NextAsync() is not (var message and not ControlFrame))
                continue;
            if (message is not BookSnapshotFrame)
                sequences.Add(Assert.IsType<BookDeltaFrame>(message).Sequence);
        }
        Assert.Equal(Enumerable.Range(2, 400).Select(n => (long)n), sequences);
    }

    [Fact]
    public async Task A_consumer_that_stays_behind_costs_the_connection_and_learns_of_every_frame_read()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        await using var feed = new RunningFeed(venue, Quick with { QueueCapacity = 16, ConsumerPatience = TimeSpan.Zero }, A);
        var first = await venue.AcceptAsync();
        await first.ConfirmAsync(BookSid);
        await first.SendAsync([Snapshot(1, A), .. Enumerable.Range(2, 60).Select(seq => Delta(seq, A))]);
        Assert.Null(await first.ReceiveAsync());

        List<FeedMessage> messages = [];
        while (messages is not [.., ContinuityLost])
            messages.Add(await feed.NextAsync());
        Assert.Equal("the consumer is 16 messages behind", ((ContinuityLost)messages[^1]).Reason);
        Assert.Equal(feed.Feed.Counters.Frames, messages.Count - 1);
        Assert.Equal(Enumerable.Range(1, messages.Count - 2), messages[1..^1].Select(message => message is BookDeltaFrame delta ? (int)delta.Sequence : 1));
        await (await venue.AcceptAsync()).ConfirmAsync(BookSid);
    }

    [Fact]
    public async Task A_message_without_end_breaks_the_connection_before_it_fills_the_memory()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        await using var feed = new RunningFeed(venue, Quick with { FrameMaxBytes = 64 * 1024 }, A);
        var first = await venue.AcceptAsync();
        await first.ConfirmAsync(BookSid);
        await first.SendAsync(new string('x', 100_000));
        Assert.Equal("a message is longer than 65536 bytes", (await feed.NextAsync<ContinuityLost>()).Reason);
    }

    [Fact]
    public async Task A_refused_handshake_says_what_to_look_at()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        venue.RefuseWith = 401;
        await using var feed = new RunningFeed(venue, null, A);
        await Eventually.HoldsAsync(() => feed.Feed.Health().LastFailure is not null, "the feed reports the refusal");
        Assert.StartsWith("the venue refused the handshake with HTTP 401", feed.Feed.Health().LastFailure, StringComparison.Ordinal);
        venue.RefuseWith = 0;
        await (await venue.AcceptAsync()).ConfirmAsync(BookSid);
    }

    [Fact]
    public async Task Failures_that_come_too_fast_pause_the_feed()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        venue.RefuseWith = 503;
        await using var feed = new RunningFeed(venue, Quick with { StormLimit = 5, StormPause = TimeSpan.FromHours(1) }, A);
        await Eventually.HoldsAsync(() => feed.Feed.Counters.Storms > 0, "the feed pauses");
        Assert.Equal(5, venue.Handshakes);
    }

    [Fact]
    public async Task A_stopped_feed_says_good_bye_and_ends_its_messages()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        await using var feed = new RunningFeed(venue, null, A);
        var connection = await venue.AcceptAsync();
        await connection.ConfirmAsync(BookSid);
        await connection.SendAsync(Snapshot(1, A));
        await feed.NextAsync<BookSnapshotFrame>();
        await feed.StopAsync();
        Assert.Null(await connection.ReceiveAsync());
        Assert.Equal("the feed was stopped", (await feed.NextAsync<ContinuityLost>()).Reason);
        await feed.Feed.Messages.Completion.WaitAsync(ScriptedVenue.Patience);
    }

    [Fact]
    public async Task Markets_watched_later_join_the_same_subscription()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        await using var feed = new RunningFeed(venue, null, A);
        var connection = await venue.AcceptAsync();
        await connection.ConfirmAsync(BookSid);
        await connection.SendAsync(Snapshot(1, A));
        await feed.NextAsync<BookSnapshotFrame>();
        feed.Feed.Watch([A, B]);
        var add = (await connection.ReceiveAsync())!.Value;
        Assert.Equal("add_markets", add.GetProperty("params").GetProperty("action").GetString());
        await connection.SendAsync(
            $$$"""{"id":{{{add.GetProperty("id")}}},"type":"ok","sid":2,"seq":2,"msg":{"market_tickers":["{{{A}}}","{{{B}}}"]}}""", Snapshot(3, B));
        Assert.Equal(B, (await feed.NextAsync<BookSnapshotFrame>()).Ticker);
        Assert.Equal(2, feed.Feed.Health().ContinuousBooks);
    }
}

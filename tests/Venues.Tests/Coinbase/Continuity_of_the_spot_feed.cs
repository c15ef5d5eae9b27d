using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Venues.Tests;

public class Continuity_of_the_spot_feed
{
    static readonly CoinbaseFeedOptions Quick = new()
    {
        ReconnectBackoff = TimeSpan.FromMilliseconds(1),
        BackoffMax = TimeSpan.FromMilliseconds(5),
        WatchPeriod = TimeSpan.FromMilliseconds(5),
        StormLimit = 1000,
    };

    readonly List<SpotMessage> _messages = [];
    readonly SpotCounters _counters = new();

    CoinbaseSession Session(CoinbaseApi api = CoinbaseApi.AdvancedTrade) => new("1", new() { Api = api }, _counters, 1000, _messages.Add);

    static string Tick(long sequence) =>
        $$"""{"channel":"ticker","timestamp":"2026-04-07T14:30:03Z","sequence_num":{{sequence}},"events":[{"type":"update","tickers":[{"product_id":"BTC-USD","price":"68900.50"}]}]}""";

    static string Heartbeat(long sequence) =>
        $$"""{"channel":"heartbeats","timestamp":"2026-04-07T14:30:03Z","sequence_num":{{sequence}},"events":[{"heartbeat_counter":1}]}""";

    static string Match(long tradeId) =>
        $$"""{"type":"match","trade_id":{{tradeId}},"sequence":{{tradeId * 7}},"time":"2026-04-07T14:30:03Z","product_id":"BTC-USD","price":"68900.50"}""";

    static void Accept(CoinbaseSession session, params string[] messages)
    {
        foreach (var message in messages)
            session.Accept(Encoding.UTF8.GetBytes(message), 1000);
    }

    [Fact]
    public void The_number_is_one_count_over_all_channels_of_the_connection()
    {
        var session = Session();
        Accept(session, Tick(5), Heartbeat(6), Tick(7));
        Assert.Equal(0, _counters.Gaps);
        Accept(session, Tick(9));
        Assert.Equal(new SpotSequenceGap("1", 1000, 8, 9), _messages[^2]);
        Assert.IsType<SpotTickFrame>(_messages[^1]);
    }

    [Fact]
    public void A_malformed_message_counts_in_the_sequence()
    {
        var session = Session();
        Accept(session, Tick(5), Tick(6).Replace("68900.50", "x", StringComparison.Ordinal), Tick(7));
        Assert.Equal((0, 1), (_counters.Gaps, _counters.Malformed));
    }

    [Fact]
    public void A_repeated_number_is_a_gap_too()
    {
        Accept(Session(), Tick(5), Tick(5));
        Assert.Equal(new SpotSequenceGap("1", 1000, 6, 5), _messages[1]);
    }

    [Fact]
    public void Matches_are_counted_by_their_trade_ids()
    {
        Accept(Session(CoinbaseApi.ExchangeMatches), Match(10), Match(11), Match(13));
        Assert.Equal(new SpotSequenceGap("1", 1000, 12, 13), Assert.Single(_messages.OfType<SpotSequenceGap>()));
    }

    [Fact]
    public void A_connection_that_says_nothing_is_stale_and_one_that_only_beats_is_not_enough()
    {
        var silent = Session();
        silent.Tick(1000 + 9_999);
        Assert.Null(silent.Broken);
        silent.Tick(1000 + 10_000);
        Assert.Equal("stale: no message for 10 s", silent.Broken);

        var beating = Session();
        for (var ms = 1000; ms <= 31_000; ms += 1000)
        {
            beating.Accept(Encoding.UTF8.GetBytes(Heartbeat(ms / 1000)), ms);
            beating.Tick(ms);
        }
        Assert.Equal("stale: no tick of BTC-USD for 30 s", beating.Broken);
    }

    [Fact]
    public void An_error_of_the_venue_ends_the_session()
    {
        var session = Session();
        Accept(session, """{"type":"error","message":"rate limit"}""");
        Assert.Equal("the venue says: rate limit", session.Broken);
    }

    [Fact]
    public async Task Each_channel_is_subscribed_by_its_own_message_and_a_cut_connection_is_made_again()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        using var stop = new CancellationTokenSource();
        var feed = new CoinbaseFeed(Quick with { Address = venue.Address }, TimeProvider.System, new Random(1), NullLogger<CoinbaseFeed>.Instance);
        var run = feed.RunAsync(stop.Token);
        var first = await venue.AcceptAsync();
        Assert.Equal("""{"type":"subscribe","product_ids":["BTC-USD"],"channel":"heartbeats"}""", (await first.ReceiveAsync())!.Value.GetRawText());
        Assert.Equal("""{"type":"subscribe","product_ids":["BTC-USD"],"channel":"ticker"}""", (await first.ReceiveAsync())!.Value.GetRawText());
        await first.SendAsync(Tick(0), Heartbeat(1));
        var tick = Assert.IsType<SpotTickFrame>(await NextAsync(feed));
        Assert.IsType<SpotHeartbeatFrame>(await NextAsync(feed));
        await first.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "bye");
        Assert.Equal("closed by the venue: 1001 bye", Assert.IsType<SpotFeedLost>(await NextAsync(feed)).Reason);

        var second = await venue.AcceptAsync();
        await second.SendAsync(Tick(0));
        Assert.NotEqual(tick.Session, Assert.IsType<SpotTickFrame>(await NextAsync(feed)).Session);
        await stop.CancelAsync();
        await run.WaitAsync(ScriptedVenue.Patience);
        Assert.Equal("the feed was stopped", Assert.IsType<SpotFeedLost>(await NextAsync(feed)).Reason);
        await feed.Messages.Completion.WaitAsync(ScriptedVenue.Patience);
    }

    [Fact]
    public async Task A_consumer_that_falls_behind_costs_the_connection()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        using var stop = new CancellationTokenSource();
        var feed = new CoinbaseFeed(Quick with { Address = venue.Address, QueueCapacity = 4 }, TimeProvider.System, new Random(1), NullLogger<CoinbaseFeed>.Instance);
        var run = feed.RunAsync(stop.Token);
        var first = await venue.AcceptAsync();
        await first.SendAsync([.. Enumerable.Range(0, 20).Select(sequence => Tick(sequence))]);
        await Eventually.HoldsAsync(() => feed.Counters.Messages > 4 && feed.Health().Session is null, "the connection is given up");
        List<SpotMessage> messages = [];
        while (messages is not [.., SpotFeedLost])
            messages.Add(await NextAsync(feed));
        Assert.Equal("the consumer is 4 messages behind", ((SpotFeedLost)messages[^1]).Reason);
        Assert.Equal(feed.Counters.Ticks, messages.Count - 1);
        await stop.CancelAsync();
        await run.WaitAsync(ScriptedVenue.Patience);
    }

    [Theory]
    [InlineData("ws://feed.example/")]
    [InlineData("http://127.0.0.1/")]
    public void Clear_text_is_for_the_loopback_only(string address) => Assert.Throws<ArgumentException>(() =>
        new CoinbaseFeed(new() { Address = new(address) }, TimeProvider.System, new Random(1), NullLogger<CoinbaseFeed>.Instance));

    static async Task<SpotMessage> NextAsync(CoinbaseFeed feed)
    {
        using var limit = new CancellationTokenSource(ScriptedVenue.Patience);
        return await feed.Messages.ReadAsync(limit.Token);
    }
}

using System.Text.Json;

namespace Kalshi.VenueSimulator.Tests;

/// <summary>Commands of the stream and their answers, on a clock that stands still until moved.</summary>
public sealed class StreamCommandTests : IAsyncLifetime
{
    static readonly string[] OrderBook = ["orderbook_delta"];

    readonly ManualClock _clock = new(Simulators.Noon);
    readonly CaptureFile _capture = CaptureFile.TwoWindows();
    SimulatorHost _simulator = null!;
    SocketClient _client = null!;

    public async Task InitializeAsync()
    {
        _simulator = await Simulators.StartAsync(new() { Recording = _capture.FilePath, Clock = _clock });
        _client = await _simulator.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _simulator.DisposeAsync();
        _capture.Dispose();
    }

    [Theory]
    [InlineData("nonsense", 1)]
    [InlineData("[1]", 1)]
    [InlineData("""{"id":7}""", 5)]
    [InlineData("""{"id":7,"cmd":"dance"}""", 5)]
    [InlineData("""{"id":7,"cmd":"subscribe"}""", 2)]
    [InlineData("""{"id":7,"cmd":"subscribe","params":{}}""", 3)]
    [InlineData("""{"id":7,"cmd":"subscribe","params":{"channels":["weather"]}}""", 8)]
    [InlineData("""{"id":7,"cmd":"subscribe","params":{"channels":["orderbook_delta"]}}""", 14)]
    [InlineData("""{"id":7,"cmd":"subscribe","params":{"channels":"ticker"}}""", 11)]
    [InlineData("""{"id":7,"cmd":"subscribe","params":{"channels":["orderbook_delta"],"market_ticker":"A","market_tickers":["B"]}}""", 11)]
    [InlineData("""{"id":7,"cmd":"subscribe","params":{"channels":["orderbook_delta"],"market_ticker":"A","use_yes_price":1}}""", 11)]
    [InlineData("""{"id":7,"cmd":"unsubscribe","params":{}}""", 4)]
    [InlineData("""{"id":7,"cmd":"unsubscribe","params":{"sids":[3]}}""", 7)]
    [InlineData("""{"id":7,"cmd":"update_subscription","params":{"action":"add_markets"}}""", 12)]
    [InlineData("""{"id":7,"cmd":"update_subscription","params":{"sids":[1,2],"action":"add_markets"}}""", 12)]
    [InlineData("""{"id":7,"cmd":"update_subscription","params":{"sid":3,"action":"add_markets"}}""", 7)]
    public async Task A_command_that_cannot_be_done_is_answered_with_its_numbered_error(string command, int code)
    {
        await _client.SendTextAsync(command);
        var answer = await _client.ReceiveAsync();

        Assert.Equal("error", answer.Text("type"));
        Assert.Equal(code, answer.GetProperty("msg").GetProperty("code").GetInt32());
        Assert.Equal(command.Contains("\"id\":7", StringComparison.Ordinal) ? 7 : 0, answer.GetProperty("id").GetInt64());
    }

    [Theory]
    [InlineData("", 15)]
    [InlineData(""","action":"dance","market_ticker":"A" """, 13)]
    [InlineData(""","action":"add_markets" """, 14)]
    public async Task An_update_that_cannot_be_done_is_answered_with_its_numbered_error(string parameters, int code)
    {
        await _client.SubscribeAsync(1, OrderBook, CaptureFile.First);
        await _client.ReceiveAsync("subscribed");
        await _client.SendTextAsync($$$"""{"id":8,"cmd":"update_subscription","params":{"sid":1{{{parameters}}}}}""");

        Assert.Equal(code, (await _client.ReceiveAsync("error")).GetProperty("msg").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Channels_are_acknowledged_first_each_with_its_own_sid_and_books_follow_when_the_recording_has_them()
    {
        await _client.SubscribeAsync(1, ["orderbook_delta", "ticker"], CaptureFile.First);
        var acknowledgements = await _client.ReceiveManyAsync(2);
        _clock.Advance(TimeSpan.FromSeconds(5));
        var data = await _client.ReceiveManyAsync(3);

        Assert.Equal(
            ["subscribed orderbook_delta 1", "subscribed ticker 2"],
            acknowledgements.Select(a => $"{a.Text("type")} {a.GetProperty("msg").Text("channel")} {a.GetProperty("msg").GetProperty("sid")}"));
        Assert.Equal(
            ["orderbook_snapshot 1 1", "orderbook_delta 1 2", "ticker 2 -"],
            data.Select(d => $"{d.Text("type")} {d.GetProperty("sid")} {Sequence(d)}"));
    }

    [Fact]
    public async Task A_late_subscriber_gets_the_book_as_it_stands_and_the_changes_after_it()
    {
        await StartAndAdvanceAsync(TimeSpan.FromSeconds(5));
        await using var late = await _simulator.ConnectAsync();
        await late.SubscribeAsync(1, OrderBook, CaptureFile.First, CaptureFile.Second);
        await late.ReceiveAsync("subscribed");
        var snapshot = await late.ReceiveAsync();
        _clock.Advance(TimeSpan.FromSeconds(800));
        var rest = await late.ReceiveManyAsync(3);

        Assert.Equal("""[["0.3000","10.00"]]""", snapshot.GetProperty("msg").GetProperty("yes_dollars_fp").GetRawText());
        Assert.Equal("""[["0.6500","7.00"]]""", snapshot.GetProperty("msg").GetProperty("no_dollars_fp").GetRawText());
        Assert.Equal(1, snapshot.GetProperty("seq").GetInt64());
        Assert.Equal(
            [$"orderbook_snapshot {CaptureFile.First} 2", $"orderbook_snapshot {CaptureFile.Second} 3", $"orderbook_delta {CaptureFile.Second} 4"],
            rest.Select(f => $"{f.Text("type")} {f.GetProperty("msg").Text("market_ticker")} {Sequence(f)}"));
    }

    [Fact]
    public async Task An_empty_side_has_no_key_in_a_snapshot()
    {
        await _client.SubscribeAsync(1, OrderBook, CaptureFile.First);
        await _client.ReceiveAsync("subscribed");
        _clock.Advance(TimeSpan.FromSeconds(760));
        var frames = await _client.ReceiveManyAsync(3);

        Assert.False(frames[2].GetProperty("msg").TryGetProperty("yes_dollars_fp", out _));
        Assert.False(frames[2].GetProperty("msg").TryGetProperty("no_dollars_fp", out _));
    }

    [Fact]
    public async Task Answers_about_a_subscription_take_the_next_number_of_its_sequence()
    {
        await StartAndAdvanceAsync(TimeSpan.FromSeconds(5));
        await _client.SendAsync(Update("delete_markets", CaptureFile.First));
        var deleted = await _client.ReceiveAsync("ok");
        await _client.SendAsync(Update("add_markets", CaptureFile.First));
        var added = await _client.ReceiveManyAsync(2);
        await _client.SendAsync(Update("get_snapshot", CaptureFile.First));
        var asked = await _client.ReceiveAsync();
        await _client.SendAsync(new { id = 6, cmd = "unsubscribe", @params = new { sids = new[] { 1 } } });
        var ended = await _client.ReceiveAsync();

        Assert.Equal("[]", deleted.GetProperty("msg").GetProperty("market_tickers").GetRawText());
        Assert.Equal(
            ["ok 3", "ok 4", "orderbook_snapshot 5", "orderbook_snapshot 6", "unsubscribed 7"],
            new[] { deleted, added[0], added[1], asked, ended }.Select(f => $"{f.Text("type")} {Sequence(f)}"));
        Assert.False(added[1].TryGetProperty("id", out _));
        Assert.Equal(5, asked.GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task An_update_omits_the_tickers_where_the_subscription_asked_for_that()
    {
        await _client.SendAsync(new
        {
            id = 1,
            cmd = "subscribe",
            @params = new { channels = OrderBook, market_ticker = CaptureFile.First, skip_ticker_ack = true },
        });
        await _client.ReceiveAsync("subscribed");
        await _client.SendAsync(Update("add_markets", CaptureFile.Second));

        Assert.False((await _client.ReceiveAsync("ok")).TryGetProperty("msg", out _));
    }

    [Fact]
    public async Task Subscriptions_are_listed_until_they_are_ended()
    {
        await _client.SubscribeAsync(1, ["ticker", "orderbook_delta"], CaptureFile.First);
        await _client.ReceiveManyAsync(2);
        await _client.SendAsync(new { id = 2, cmd = "list_subscriptions" });
        var before = await _client.ReceiveAsync();
        await _client.SendAsync(new { id = 3, cmd = "unsubscribe", @params = new { sids = new[] { 1 } } });
        await _client.ReceiveAsync("unsubscribed");
        await _client.SendAsync(new { id = 4, cmd = "list_subscriptions" });
        var after = await _client.ReceiveAsync();

        Assert.Equal("""[{"channel":"ticker","sid":1},{"channel":"orderbook_delta","sid":2}]""", before.GetProperty("msg").GetRawText());
        Assert.Equal("""[{"channel":"orderbook_delta","sid":2}]""", after.GetProperty("msg").GetRawText());
    }

    [Fact]
    public async Task A_ticker_subscription_without_markets_gets_all_of_them_and_the_last_ones_on_request()
    {
        await StartAndAdvanceAsync(TimeSpan.FromSeconds(5));
        await using var late = await _simulator.ConnectAsync();
        await late.SendAsync(new { id = 1, cmd = "subscribe", @params = new { channels = new[] { "ticker" }, send_initial_snapshot = true } });
        await late.ReceiveAsync("subscribed");

        Assert.Equal(CaptureFile.First, (await late.ReceiveAsync("ticker")).GetProperty("msg").Text("market_ticker"));
    }

    [Fact]
    public async Task Frames_carry_the_venue_time_at_which_their_moment_falls()
    {
        await _client.SubscribeAsync(1, ["ticker"], CaptureFile.First);
        await _client.ReceiveAsync("subscribed");
        await StartAndAdvanceAsync(TimeSpan.FromSeconds(10));
        var msg = (await _client.ReceiveAsync("ticker")).GetProperty("msg");

        // Half a second of delay, then the first instant with the recording's fraction of a second: 17:00:01.250; the ticker
        // came 2 s later.
        Assert.Equal("2026-11-21T17:00:03.25Z", msg.Text("time"));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 17, 0, 3, 250, TimeSpan.Zero).ToUnixTimeMilliseconds(), msg.GetProperty("ts_ms").GetInt64());
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 17, 0, 3, TimeSpan.Zero).ToUnixTimeSeconds(), msg.GetProperty("ts").GetInt64());
    }

    [Fact]
    public async Task The_life_of_a_market_is_told_to_those_who_asked()
    {
        await _client.SendAsync(new { id = 1, cmd = "subscribe", @params = new { channels = new[] { "market_lifecycle_v2" } } });
        await _client.ReceiveAsync("subscribed");
        await using var other = await _simulator.ConnectAsync();
        await other.SubscribeAsync(1, OrderBook, CaptureFile.First);
        var moved = await _client.ReceiveManyAsync(2);
        _clock.Advance(TimeSpan.FromSeconds(900));
        var events = await _client.ReceiveManyAsync(3);

        Assert.All(moved, m => Assert.Equal("close_date_updated", m.GetProperty("msg").Text("event_type")));
        Assert.Equal(
            [$"activated {CaptureFile.Second}", $"determined {CaptureFile.First}", $"settled {CaptureFile.First}"],
            events.Select(e => $"{e.GetProperty("msg").Text("event_type")} {e.GetProperty("msg").Text("market_ticker")}"));
        Assert.Equal("yes", events[1].GetProperty("msg").Text("result"));
        Assert.Equal([1L, 2L, 3L, 4L, 5L], moved.Concat(events).Select(e => e.GetProperty("seq").GetInt64()));
    }

    static object Update(string action, string ticker) => new
    {
        id = 5,
        cmd = "update_subscription",
        @params = new { sid = 1, action, market_tickers = new[] { ticker } },
    };

    /// <summary>Subscribes the first book on a connection that is otherwise left alone, and waits for its two frames.</summary>
    async Task StartAndAdvanceAsync(TimeSpan by)
    {
        await _client.SubscribeAsync(1, OrderBook, CaptureFile.First);
        await _client.ReceiveAsync("subscribed");
        _clock.Advance(by);
        await _client.ReceiveAsync("orderbook_delta");
    }

    static string Sequence(JsonElement frame) => frame.TryGetProperty("seq", out var seq) ? seq.GetRawText() : "-";
}

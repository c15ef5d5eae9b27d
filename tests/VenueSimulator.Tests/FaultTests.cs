namespace Kalshi.VenueSimulator.Tests;

/// <summary>Scripted faults as clients meet them.</summary>
public sealed class FaultTests : IDisposable
{
    readonly ManualClock _clock = new(Simulators.Noon);
    readonly CaptureFile _capture = SixDeltas();

    public void Dispose() => _capture.Dispose();

    [Fact]
    public async Task A_skipped_frame_uses_up_its_number() =>
        Assert.Equal("1 2 4 5 6 7", await SequencesAsync("after 2 orderbook_delta skip orderbook_delta", frames: 6));

    [Fact]
    public async Task A_duplicated_frame_comes_twice_with_one_number() =>
        Assert.Equal("1 2 3 3 4 5 6 7", await SequencesAsync("after 2 orderbook_delta duplicate orderbook_delta", frames: 8));

    [Fact]
    public async Task A_swapped_frame_comes_after_its_successor() =>
        Assert.Equal("1 2 4 3 5 6 7", await SequencesAsync("after 2 orderbook_delta swap orderbook_delta", frames: 7));

    [Fact]
    public async Task A_terminal_error_ends_the_subscription()
    {
        await using var simulator = await StartAsync("after 3 orderbook_delta error orderbook_delta 10");
        await using var client = await SubscribedAsync(simulator);
        var frames = await client.ReceiveManyAsync(4);
        await simulator.CatchUpAsync(_clock);
        await client.SendAsync(new { id = 2, cmd = "list_subscriptions" });

        Assert.Equal(10, frames[3].GetProperty("msg").GetProperty("code").GetInt32());
        Assert.Equal("[]", (await client.ReceiveAsync()).GetProperty("msg").GetRawText());
    }

    [Fact]
    public async Task A_cut_connection_ends_without_a_word()
    {
        await using var simulator = await StartAsync("after 3 orderbook_delta cut kalshi");
        await using var client = await SubscribedAsync(simulator);
        var received = 0;
        while (await client.TryReceiveAsync() is not null)
            received++;

        Assert.InRange(received, 0, 3);
    }

    [Fact]
    public async Task Silence_holds_everything_back_and_then_lets_it_through()
    {
        await using var simulator = await StartAsync("at 2.2s for 30s silence kalshi");
        await using var client = await simulator.ConnectAsync();
        await client.SubscribeAsync(1, ["orderbook_delta"], CaptureFile.First);
        await client.ReceiveAsync("subscribed");
        // The start is 1.25 s after the subscription: two changes have come.
        _clock.Advance(TimeSpan.FromSeconds(3.4));
        var before = await client.ReceiveManyAsync(3);
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        await simulator.CatchUpAsync(_clock);
        _clock.Advance(TimeSpan.FromSeconds(20));
        await simulator.CatchUpAsync(_clock);
        var next = client.ReceiveAsync();
        var silent = !next.IsCompleted;
        _clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal([1L, 2L, 3L], before.Select(f => f.GetProperty("seq").GetInt64()));
        Assert.True(silent);
        Assert.Equal(4, (await next).GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task Rest_refuses_while_it_is_told_to()
    {
        await using var simulator = await StartAsync("at 1s for 5s rest 429", "at 10s for 5s rest 503");
        var statuses = new List<int>();
        foreach (var seconds in new[] { 0, 3, 5, 4, 5 })
        {
            _clock.Advance(TimeSpan.FromSeconds(seconds));
            statuses.Add(await StatusAfterAsync(simulator, statuses.Count switch { 1 => 429, 3 => 503, _ => 200 }));
        }

        Assert.Equal([200, 429, 200, 503, 200], statuses);
    }

    [Fact]
    public async Task An_answer_can_break_off_in_the_middle()
    {
        await using var simulator = await StartAsync("at 0s for 60s truncate");
        _clock.Advance(TimeSpan.FromSeconds(2));
        await simulator.CatchUpAsync(_clock);

        var broken = await Assert.ThrowsAsync<HttpRequestException>(() => simulator.GetAsync("/series"));
        Assert.IsAssignableFrom<IOException>(broken.InnerException);
    }

    [Fact]
    public async Task Maintenance_shows_in_the_exchange_status()
    {
        await using var simulator = await StartAsync("at 0s for 60s maintenance");
        _clock.Advance(TimeSpan.FromSeconds(2));
        await simulator.CatchUpAsync(_clock);
        var (_, status) = await simulator.GetAsync("/exchange/status");

        Assert.True(status.GetProperty("exchange_active").GetBoolean());
        Assert.False(status.GetProperty("trading_active").GetBoolean());
        Assert.True(status.TryGetProperty("exchange_estimated_resume_time", out _));
    }

    [Fact]
    public async Task A_skipped_spot_message_leaves_a_gap_in_the_connection_sequence()
    {
        await using var simulator = await StartAsync("at 2s skip coinbase 2");
        await using var spot = await SocketClient.ConnectAsync(simulator.CoinbaseAdvancedTrade);
        await spot.SendAsync(new { type = "subscribe", channel = "heartbeats" });
        await spot.ReceiveAsync();
        var numbers = new List<long>();
        while (numbers.Count == 0 || numbers[^1] == numbers.Count)
            numbers.Add((await _clock.DriveAsync(spot.ReceiveAsync())).GetProperty("sequence_num").GetInt64());

        Assert.Equal(2, numbers[^1] - numbers.Count);
    }

    Task<SimulatorHost> StartAsync(params string[] faults) => Simulators.StartAsync(new()
    {
        Recording = _capture.FilePath,
        Clock = _clock,
        Faults = faults,
        StartOnSubscribe = !faults.Any(f => f.Contains("rest", StringComparison.Ordinal)
            || f.Contains("truncate", StringComparison.Ordinal) || f.Contains("maintenance", StringComparison.Ordinal)
            || f.Contains("coinbase", StringComparison.Ordinal)),
    });

    async Task<SocketClient> SubscribedAsync(SimulatorHost simulator)
    {
        var client = await simulator.ConnectAsync();
        await client.SubscribeAsync(1, ["orderbook_delta"], CaptureFile.First);
        await client.ReceiveAsync("subscribed");
        _clock.Advance(TimeSpan.FromSeconds(4));
        return client;
    }

    async Task<string> SequencesAsync(string fault, int frames)
    {
        await using var simulator = await StartAsync(fault);
        await using var client = await SubscribedAsync(simulator);
        _clock.Advance(TimeSpan.FromSeconds(20));
        return string.Join(' ', (await client.ReceiveManyAsync(frames)).Select(f => f.GetProperty("seq").GetRawText()));
    }

    /// <summary>The status once the fault has struck or passed; the last one seen if it never does.</summary>
    static async Task<int> StatusAfterAsync(SimulatorHost simulator, int expected) =>
        await EventuallyAsync(async () => (await simulator.GetAsync("/exchange/status")).Status, s => s == expected);

    static async Task<T> EventuallyAsync<T>(Func<Task<T>> ask, Func<T, bool> wanted)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var answer = await ask();
            if (wanted(answer) || bound.IsCancellationRequested)
                return answer;
        }
    }

    /// <summary>A snapshot, then a change a second from the first second on.</summary>
    static CaptureFile SixDeltas()
    {
        var capture = new CaptureFile()
            .Watch(0, CaptureFile.First, "2026-05-11T12:30:00Z", 81087.33m)
            .Snapshot(0.1, CaptureFile.First);
        for (var i = 1; i <= 6; i++)
            capture.Delta(i, CaptureFile.First, "yes", "0.5000", "1.00");
        return capture.Spot((-1, "81000.00")).Save();
    }
}

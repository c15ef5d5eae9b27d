using Kalshi.Bus.Streams;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Kalshi.Bus.Tests;

/// <summary>A subscriber that asks for an old token, between the cache and the real stream: the part that Orleans' agent plays is
/// played here.</summary>
public sealed class RewindTests : IAsyncLifetime
{
    static readonly QueueId Queue = QueueId.GetQueueId("jetstream", 0, 0);
    static readonly StreamId Bitcoin = StreamId.Create("spot", "BTC-USD");

    TestBus _bus = null!;
    EventPublisher _publisher = null!;

    public async Task InitializeAsync()
    {
        _bus = await TestBus.StartAsync();
        _publisher = _bus.Publisher();
        // Sequences 1, 3, 5, ... of one product, 2, 4, 6, ... of another.
        for (var i = 1; i <= 20; i++)
            await PublishAsync(i);
    }

    public async Task DisposeAsync() => await _bus.DisposeAsync();

    Task PublishAsync(int i) => _publisher.PublishAsync(Samples.Envelope(Samples.Spot(i, i % 2 == 1 ? "BTC-USD" : "ETH-USD")));

    async Task<(IQueueAdapterReceiver Receiver, IQueueCache Cache)> OpenAsync(long start, int cacheSize = 80)
    {
        var options = new JetStreamQueueOptions { StartSequence = start, CacheSize = cacheSize, PollWait = TimeSpan.FromMilliseconds(10) };
        var factory = new JetStreamAdapterFactory("jetstream", _bus.Connection, _bus.DeadLetters, options, null, NullLogger<JetStreamAdapterFactory>.Instance);
        var receiver = (await factory.CreateAdapter()).CreateReceiver(Queue);
        await receiver.Initialize(TestBus.Patience);
        return (receiver, factory.GetQueueAdapterCache().CreateQueueCache(Queue));
    }

    /// <summary>One look of the agent at the queue.</summary>
    static async Task PollAsync(IQueueAdapterReceiver receiver, IQueueCache cache)
    {
        if (cache.TryPurgeFromCache(out var purged))
            await receiver.MessagesDeliveredAsync(purged);
        if (!cache.IsUnderPressure())
            cache.AddToCache(await receiver.GetQueueMessagesAsync(cache.GetMaxAddCount()));
    }

    static async Task<List<long>> ReadAsync(IQueueAdapterReceiver receiver, IQueueCache cache, IQueueCacheCursor cursor, long until)
    {
        var read = new List<long>();
        using var bound = new CancellationTokenSource(TestBus.Patience);
        while (read.LastOrDefault() < until)
        {
            bound.Token.ThrowIfCancellationRequested();
            if (cursor.MoveNext())
                read.Add(cursor.GetCurrent(out _)!.SequenceToken.SequenceNumber);
            else
                await PollAsync(receiver, cache);
            cursor.Refresh(new EventSequenceTokenV2(1));
        }
        return read;
    }

    static IEnumerable<long> Odd(int from, int to) => Enumerable.Range(from, to - from + 1).Where(i => i % 2 == 1).Select(i => (long)i);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(15)]
    public async Task The_past_comes_first_and_then_what_the_cache_holds_without_a_hole_and_without_others_events(int from)
    {
        var (receiver, cache) = await OpenAsync(start: 16);
        await PollAsync(receiver, cache);
        using var cursor = cache.GetCacheCursor(Bitcoin, new EventSequenceTokenV2(from));
        Assert.Equal(Odd(from, 19), await ReadAsync(receiver, cache, cursor, 19));
    }

    /// <summary>Orleans' agent asks its subscribers what they had last, begins there, and is told of that event that they have had it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(15)]
    public async Task A_subscriber_that_has_had_the_event_that_it_named_goes_on_behind_it(int had)
    {
        var (receiver, cache) = await OpenAsync(start: 16);
        await PollAsync(receiver, cache);
        var token = new EventSequenceTokenV2(had);
        var named = cache.GetCacheCursor(Bitcoin, token);
        Assert.Equal([had], await ReadAsync(receiver, cache, named, had));

        // The past may be read to its end meanwhile, and let go.
        await PollAsync(receiver, cache);
        await PollAsync(receiver, cache);

        // As the agent does: the new one is moved past the event before the old one goes.
        using var next = cache.GetCacheCursor(Bitcoin, token);
        next.MoveNext();
        named.Dispose();

        Assert.Equal(Odd(had + 1, 19), await ReadAsync(receiver, cache, next, 19));
    }

    [Fact]
    public async Task What_comes_while_the_past_is_read_waits_for_its_turn()
    {
        var (receiver, cache) = await OpenAsync(start: 16);
        await PollAsync(receiver, cache);
        while (cache.TryPurgeFromCache(out var purged))
            await receiver.MessagesDeliveredAsync(purged);
        // The cache is empty: the cursor's place is behind everything that it ever held.
        using var cursor = cache.GetCacheCursor(Bitcoin, new EventSequenceTokenV2(2));
        for (var i = 21; i <= 30; i++)
            await PublishAsync(i);
        Assert.Equal(Odd(3, 29), await ReadAsync(receiver, cache, cursor, 29));
    }

    [Fact]
    public async Task A_cursor_on_its_way_through_the_past_holds_a_full_cache_and_still_arrives()
    {
        for (var i = 21; i <= 60; i++)
            await PublishAsync(i);
        var (receiver, cache) = await OpenAsync(start: 30, cacheSize: 16);
        await PollAsync(receiver, cache);
        using var cursor = cache.GetCacheCursor(Bitcoin, new EventSequenceTokenV2(1));
        using var patience = new CancellationTokenSource(TestBus.Patience);
        while (!cache.IsUnderPressure() && !patience.IsCancellationRequested)
            await PollAsync(receiver, cache);
        Assert.True(cache.IsUnderPressure());
        Assert.Equal(Odd(1, 59), await ReadAsync(receiver, cache, cursor, 59));
    }

    [Fact]
    public async Task A_past_of_nothing_leads_straight_to_the_cache()
    {
        var (receiver, cache) = await OpenAsync(start: 20);
        await PollAsync(receiver, cache);
        var key = Samples.Ticker.Value;
        using var cursor = cache.GetCacheCursor(StreamId.Create("market", key), new EventSequenceTokenV2(1));
        var stored = await _publisher.PublishAsync(Samples.Envelope(Samples.Quote()));
        Assert.Equal([stored.Sequence], await ReadAsync(receiver, cache, cursor, stored.Sequence));
    }

    [Fact]
    public async Task Others_of_the_stream_do_not_see_again_what_one_rewinds()
    {
        var (receiver, cache) = await OpenAsync(start: 10);
        await PollAsync(receiver, cache);
        using var steady = cache.GetCacheCursor(Bitcoin, new EventSequenceTokenV2(10));
        Assert.Equal(Odd(11, 19), await ReadAsync(receiver, cache, steady, 19));
        using var rewound = cache.GetCacheCursor(Bitcoin, new EventSequenceTokenV2(1));
        Assert.Equal(Odd(1, 19), await ReadAsync(receiver, cache, rewound, 19));
        steady.Refresh(new EventSequenceTokenV2(1));
        Assert.False(steady.MoveNext());
        await PublishAsync(21);
        Assert.Equal([21L], await ReadAsync(receiver, cache, steady, 21));
    }

    [Fact]
    public async Task A_cursor_that_is_given_up_on_its_way_holds_nothing()
    {
        var (receiver, cache) = await OpenAsync(start: 16);
        await PollAsync(receiver, cache);
        cache.GetCacheCursor(Bitcoin, new EventSequenceTokenV2(1)).Dispose();
        // One poll brings what has come by then.
        using var patience = new CancellationTokenSource(TestBus.Patience);
        do
        {
            await PollAsync(receiver, cache);
            await _bus.Connection.FlushAsync();
        }
        while (await AcknowledgedAsync() < 20 && !patience.IsCancellationRequested);
        Assert.Equal(20, await AcknowledgedAsync());
    }

    async Task<long> AcknowledgedAsync() => (await _bus.JetStream.FindConsumerAsync(StreamTopology.MarketEvents, "grains_market"))!.AckFloor.StreamSeq;
}

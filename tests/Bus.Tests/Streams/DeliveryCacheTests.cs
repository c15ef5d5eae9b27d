using Kalshi.Bus.Streams;
using Kalshi.Grains.Events;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Kalshi.Bus.Tests;

public sealed class DeliveryCacheTests
{
    static readonly StreamId Bitcoin = StreamId.Create("spot", "BTC-USD");
    static readonly StreamId Ether = StreamId.Create("spot", "ETH-USD");

    static EventSequenceTokenV2 At(long sequence) => new(sequence);

    static EventBatch Batch(long sequence, string product = "BTC-USD") =>
        new EventBatch(Samples.Envelope(Samples.Spot(sequence, product)), sequence);

    static DeliveryCache Filled(int size = 80, int count = 6)
    {
        var cache = new DeliveryCache(size, new());
        cache.AddToCache([.. Enumerable.Range(1, count).Select(i => Batch(i, i % 2 == 1 ? "BTC-USD" : "ETH-USD"))]);
        return cache;
    }

    static List<long> Drain(IQueueCacheCursor cursor)
    {
        var read = new List<long>();
        while (cursor.MoveNext())
            read.Add(cursor.GetCurrent(out _)!.SequenceToken.SequenceNumber);
        return read;
    }

    static List<long> Purge(DeliveryCache cache) =>
        cache.TryPurgeFromCache(out var purged) ? [.. purged.Select(b => b.SequenceToken.SequenceNumber)] : [];

    [Fact]
    public void A_cursor_reads_its_stream_from_its_token_on()
    {
        var cache = Filled();
        Assert.Equal([1L, 3, 5], Drain(cache.GetCacheCursor(Bitcoin, At(1))));
        Assert.Equal([3L, 5], Drain(cache.GetCacheCursor(Bitcoin, At(2))));
        Assert.Equal([4L, 6], Drain(cache.GetCacheCursor(Ether, At(3))));
        Assert.Equal([6L], Drain(cache.GetCacheCursor(Ether, null)));
        Assert.Empty(Drain(cache.GetCacheCursor(StreamId.Create("spot", "none"), At(1))));
    }

    [Fact]
    public void A_token_from_before_the_first_event_that_the_cache_ever_had_means_that_one()
    {
        var cache = new DeliveryCache(80, new());
        var cursor = cache.GetCacheCursor(Bitcoin, At(2));
        cache.AddToCache([Batch(7)]);
        cursor.Refresh(At(7));
        Assert.Equal([7L], Drain(cursor));
    }

    [Fact]
    public void What_a_cursor_stands_on_and_all_after_it_stay_until_it_moves_on()
    {
        var cache = Filled();
        var cursor = cache.GetCacheCursor(Bitcoin, At(3));
        Assert.Equal([1L, 2], Purge(cache));
        Assert.True(cursor.MoveNext());
        Assert.Empty(Purge(cache));
        Assert.True(cursor.MoveNext());
        Assert.Equal([3L, 4], Purge(cache));
        Assert.False(cursor.MoveNext());
        Assert.Equal([5L, 6], Purge(cache));
        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public void A_cursor_that_is_disposed_holds_nothing()
    {
        var cache = Filled();
        var cursor = cache.GetCacheCursor(Bitcoin, At(1));
        cursor.Dispose();
        Assert.Equal(6, Purge(cache).Count);
    }

    [Fact]
    public void A_cursor_at_the_end_goes_on_when_it_is_told_that_there_is_more()
    {
        var cache = Filled();
        var cursor = cache.GetCacheCursor(Bitcoin, At(1));
        Assert.Equal([1L, 3, 5], Drain(cursor));
        cache.AddToCache([Batch(7), Batch(8, "ETH-USD"), Batch(9)]);
        Assert.False(cursor.MoveNext());
        cursor.Refresh(At(7));
        Assert.Equal([7L, 9], Drain(cursor));
    }

    [Fact]
    public void A_cursor_that_asked_for_a_later_event_waits_for_that_one()
    {
        var cache = Filled();
        var cursor = cache.GetCacheCursor(Bitcoin, At(9));
        cache.AddToCache([Batch(7), Batch(9), Batch(11)]);
        cursor.Refresh(At(7));
        Assert.Equal([9L, 11], Drain(cursor));
    }

    [Fact]
    public void A_full_cache_takes_no_more_until_something_is_delivered()
    {
        var cache = Filled(size: 16, count: 14);
        Assert.Equal(2, cache.GetMaxAddCount());
        Assert.False(cache.IsUnderPressure());
        cache.AddToCache([Batch(15)]);
        Assert.True(cache.IsUnderPressure());
        Purge(cache);
        Assert.False(cache.IsUnderPressure());
    }

    [Fact]
    public void An_event_belongs_to_its_products_or_its_markets_stream()
    {
        Assert.Equal("spot/BTC-USD", Batch(1).StreamId.ToString());
        foreach (var payload in new DomainEvent[] { Samples.Quote(), Samples.Delta(), Samples.Gap(), Samples.Lifecycle(), Samples.Contract() })
            Assert.Equal("market/KXBTCD-26FEB1317-T66249.99", EventBatch.StreamOf(payload).ToString());
    }

    [Fact]
    public void A_batch_gives_its_envelope_with_its_place_and_nothing_else()
    {
        var (envelope, token) = Assert.Single(Batch(7).GetEvents<EventEnvelope>());
        Assert.Equal((Samples.Envelope(Samples.Spot(7)), At(7)), (envelope, token));
        Assert.Empty(Batch(7).GetEvents<string>());
    }
}

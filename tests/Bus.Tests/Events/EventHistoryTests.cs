using System.Text;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;

namespace Kalshi.Bus.Tests;

public sealed class EventHistoryTests : IAsyncLifetime
{
    TestBus _bus = null!;

    public async Task InitializeAsync() => _bus = await TestBus.StartAsync();

    public async Task DisposeAsync() => await _bus.DisposeAsync();

    // Odd sequences are Bitcoin's, even ones Ether's.
    async Task PublishAsync(int count, int from = 1)
    {
        var publisher = _bus.Publisher();
        var acks = new List<Task<PublishAck>>();
        for (var i = from; i < from + count; i++)
            acks.Add(await publisher.SendAsync(Samples.Envelope(Samples.Spot(i, i % 2 == 1 ? "BTC-USD" : "ETH-USD")), CancellationToken.None));
        await Task.WhenAll(acks);
    }

    async Task<List<long>> ReadAsync(string filter, long from, long? to)
    {
        var sequences = new List<long>();
        await foreach (var received in _bus.History.ReadAsync(filter, from, to))
            sequences.Add(received.Sequence);
        return sequences;
    }

    static IEnumerable<long> Odd(int from, int to) => Enumerable.Range(from, to - from + 1).Where(i => i % 2 == 1).Select(i => (long)i);

    [Fact]
    public async Task The_tail_of_one_subject_is_read_alone_and_whole()
    {
        await PublishAsync(9000);
        Assert.Equal(9000, await _bus.History.LastSequenceAsync(StreamTopology.MarketEvents));
        Assert.Equal(Odd(1, 9000), await ReadAsync("market.spot_ticks.BTC-USD", 0, null));
        Assert.Equal(Odd(8000, 9000), await ReadAsync("market.spot_ticks.BTC-USD", 8000, null));
        Assert.Equal([101L, 102, 103], await ReadAsync("market.spot_ticks.>", 101, 103));
        Assert.Equal([101L, 103], await ReadAsync("market.spot_ticks.BTC-USD", 100, 104));
    }

    [Fact]
    public async Task Several_subjects_are_read_in_the_order_of_their_stream_and_leave_no_consumer()
    {
        await PublishAsync(3000);
        await _bus.Publisher().PublishAsync(Samples.Envelope(Samples.Lifecycle()));
        await PublishAsync(3000, from: 3001);

        Assert.Equal(Enumerable.Range(1, 6001).Select(i => (long)i), await ReadAsync(1, null));
        Assert.Equal([2999L, 3000, 3001, 3002], await ReadAsync(2999, 3002));
        Assert.Empty(await _bus.JetStream.ListConsumersAsync(StreamTopology.MarketEvents));

        async Task<List<long>> ReadAsync(long from, long? to)
        {
            var subjects = (string[])[Subjects.Of(Samples.Lifecycle()), "market.spot_ticks.BTC-USD", "market.contract_updates.none", "market.spot_ticks.ETH-USD"];
            var sequences = new List<long>();
            await foreach (var received in _bus.History.ReadAsync(subjects, from, to))
                sequences.Add(received.Sequence);
            return sequences;
        }
    }

    [Fact]
    public async Task A_range_without_events_is_empty_and_ends()
    {
        Assert.Equal(0, await _bus.History.LastSequenceAsync(StreamTopology.MarketEvents));
        Assert.Empty(await ReadAsync("market.spot_ticks.BTC-USD", 1, null));
        await PublishAsync(4);
        Assert.Empty(await ReadAsync("market.spot_ticks.BTC-USD", 5, null));
        Assert.Empty(await ReadAsync("market.spot_ticks.BTC-USD", 3, 2));
        Assert.Empty(await ReadAsync("market.spot_ticks.BTC-USD", 4, 400));
        Assert.Empty(await ReadAsync("market.lifecycle.>", 1, null));
    }

    [Fact]
    public async Task The_newest_events_of_a_rare_subject_are_found_far_back()
    {
        var publisher = _bus.Publisher();
        await publisher.PublishAsync(Samples.Envelope(Samples.Lifecycle()));
        await publisher.PublishAsync(Samples.Envelope(Samples.Lifecycle() with { Status = "closed" }));
        await PublishAsync(3000);
        var newest = await _bus.History.LastAsync("market.lifecycle.>", 5);
        Assert.Equal([1L, 2], newest.Select(e => e.Sequence));
        Assert.Equal([2997L, 2999, 3001], (await _bus.History.LastAsync("market.spot_ticks.BTC-USD", 3)).Select(e => e.Sequence));
    }

    [Fact]
    public async Task A_message_that_is_no_event_is_passed_over()
    {
        await PublishAsync(1);
        await using (var publisher = new StreamPublisher(_bus.Connection))
            await await publisher.SendAsync("market.spot_ticks.BTC-USD", NatsHeaders.None, Encoding.UTF8.GetBytes("rubbish"));
        await _bus.Publisher().PublishAsync(Samples.Envelope(Samples.Spot(7)));
        Assert.Equal([1L, 3], await ReadAsync("market.spot_ticks.BTC-USD", 1, null));
    }

    [Fact]
    public async Task Reading_goes_on_behind_a_restart_of_the_server_without_holes_or_repeats()
    {
        await PublishAsync(20_000);
        var read = new List<long>();
        await foreach (var received in _bus.History.ReadAsync("market.spot_ticks.>", 1, null))
        {
            read.Add(received.Sequence);
            if (read.Count == 3000)
                await _bus.Server.RestartAsync();
        }
        Assert.Equal(Enumerable.Range(1, 20_000).Select(i => (long)i), read);
    }

    [Fact]
    public async Task A_subject_of_no_stream_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => ReadAsync("nowhere.>", 1, null));
}

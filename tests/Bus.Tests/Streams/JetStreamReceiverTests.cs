using System.Text;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Kalshi.Bus.Streams;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Kalshi.Bus.Tests;

public sealed class JetStreamReceiverTests : IAsyncLifetime
{
    static readonly QueueId Queue = QueueId.GetQueueId("jetstream", 0, 0);

    TestBus _bus = null!;

    public async Task InitializeAsync()
    {
        _bus = await TestBus.StartAsync();
        var publisher = _bus.Publisher();
        for (var i = 1; i <= 10; i++)
            await publisher.PublishAsync(Samples.Envelope(Samples.Spot(i)));
    }

    public async Task DisposeAsync() => await _bus.DisposeAsync();

    IQueueAdapterFactory Factory(JetStreamQueueOptions? options = null, NatsConnection? connection = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(connection ?? _bus.Connection).AddSingleton(_bus.DeadLetters);
        services.AddSingleton(options ?? new() { PollWait = TestBus.Patience });
        return JetStreamAdapterFactory.Create(services.BuildServiceProvider(), "jetstream");
    }

    async Task<IQueueAdapterReceiver> ReceiverAsync(JetStreamQueueOptions? options = null, NatsConnection? connection = null)
    {
        var receiver = (await Factory(options, connection).CreateAdapter()).CreateReceiver(Queue);
        await receiver.Initialize(TestBus.Patience);
        return receiver;
    }

    static async Task<List<IBatchContainer>> ReadAsync(IQueueAdapterReceiver receiver, int count)
    {
        var all = new List<IBatchContainer>();
        while (all.Count < count && await receiver.GetQueueMessagesAsync(count - all.Count) is { Count: > 0 } batches)
            all.AddRange(batches);
        return all;
    }

    static IEnumerable<long> Sequences(IEnumerable<IBatchContainer> batches) => batches.Select(b => b.SequenceToken.SequenceNumber);

    async Task<long> AcknowledgedAsync()
    {
        await _bus.Connection.FlushAsync();
        return (await _bus.JetStream.FindConsumerAsync(StreamTopology.MarketEvents, "grains_market"))!.AckFloor.StreamSeq;
    }

    [Fact]
    public async Task Events_are_read_in_order_and_acknowledged_up_to_the_first_undelivered_one()
    {
        var receiver = await ReceiverAsync();
        var batches = await ReadAsync(receiver, 10);
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (long)i), Sequences(batches));
        await receiver.MessagesDeliveredAsync(batches[..3]);
        Assert.Equal(3, await AcknowledgedAsync());
        await receiver.MessagesDeliveredAsync(batches[5..]);
        Assert.Equal(3, await AcknowledgedAsync());
        await receiver.MessagesDeliveredAsync(batches[3..5]);
        Assert.Equal(10, await AcknowledgedAsync());
    }

    [Fact]
    public async Task A_new_receiver_begins_at_once_behind_the_last_acknowledgement()
    {
        var killed = await ReceiverAsync();
        var batches = await ReadAsync(killed, 10);
        await killed.MessagesDeliveredAsync(batches[..4]);
        Assert.Equal(4, await AcknowledgedAsync());
        await killed.Shutdown(TestBus.Patience);
        Assert.Equal([5L, 6, 7, 8, 9, 10], Sequences(await ReadAsync(await ReceiverAsync(), 6)));
    }

    [Fact]
    public async Task What_the_server_delivered_to_a_connection_that_was_dead_already_is_read_all_the_same_and_in_order()
    {
        await using var proxy = new FaultProxy(_bus.Server.Port);
        await using var connection = await TestBus.ConnectAsync(proxy.Url);
        var receiver = await ReceiverAsync(connection: connection);
        Assert.Equal(10, Sequences(await ReadAsync(receiver, 10)).Last());

        proxy.DropToClient();
        await PublishAsync(11, 15);
        await DeliveredAsync(15);
        proxy.Cut();
        await PublishAsync(16, 20);

        var batches = new List<IBatchContainer>();
        using var patience = new CancellationTokenSource(TestBus.Patience);
        while (batches.Count < 10 && !patience.IsCancellationRequested)
            batches.AddRange(await TryReadAsync(receiver));
        Assert.Equal(Enumerable.Range(11, 10).Select(i => (long)i), Sequences(batches));
        await receiver.MessagesDeliveredAsync(batches);
        await connection.FlushAsync();
        Assert.Equal(20, await AcknowledgedAsync());
    }

    async Task PublishAsync(int from, int to)
    {
        var publisher = _bus.Publisher();
        for (var i = from; i <= to; i++)
            await publisher.PublishAsync(Samples.Envelope(Samples.Spot(i)));
    }

    async Task DeliveredAsync(long sequence)
    {
        using var patience = new CancellationTokenSource(TestBus.Patience);
        while ((await _bus.JetStream.FindConsumerAsync(StreamTopology.MarketEvents, "grains_market"))!.Delivered.StreamSeq < sequence)
            await Task.Delay(20, patience.Token);
    }

    // The agent of either host reads again when a read fails, as it does until the connection is back.
    static async Task<IEnumerable<IBatchContainer>> TryReadAsync(IQueueAdapterReceiver receiver)
    {
        try
        {
            return await receiver.GetQueueMessagesAsync(100);
        }
        catch (NatsException)
        {
            return [];
        }
    }

    [Fact]
    public async Task A_receiver_can_be_told_where_to_start()
    {
        var first = await ReceiverAsync();
        await first.MessagesDeliveredAsync(await ReadAsync(first, 10));
        Assert.Equal(10, await AcknowledgedAsync());
        await first.Shutdown(TestBus.Patience);
        var rewound = await ReceiverAsync(new() { StartSequence = 8, PollWait = TestBus.Patience });
        Assert.Equal([8L, 9, 10], Sequences(await ReadAsync(rewound, 3)));
    }

    [Fact]
    public async Task What_is_no_event_goes_to_the_dead_letters_and_holds_nothing_up()
    {
        await using (var publisher = new StreamPublisher(_bus.Connection))
            await await publisher.SendAsync("market.rubbish", NatsHeaders.None, Encoding.UTF8.GetBytes("rubbish"));
        await _bus.Publisher().PublishAsync(Samples.Envelope(Samples.Spot(11)));
        var receiver = await ReceiverAsync();
        var batches = await ReadAsync(receiver, 11);
        Assert.Equal(12, Sequences(batches).Last());
        await receiver.MessagesDeliveredAsync(batches);
        Assert.Equal(12, await AcknowledgedAsync());
        Assert.Equal(11, Assert.Single(await _bus.DeadLetterReader.ListAsync(5)).OriginSequence);
    }

    [Fact]
    public async Task An_event_that_a_grain_always_refuses_is_a_dead_letter_with_its_bytes()
    {
        var handler = await Factory().GetDeliveryFailureHandler(Queue);
        Assert.False(handler.ShouldFaultSubsriptionOnError);
        var batch = (await ReadAsync(await ReceiverAsync(), 1))[0];
        await handler.OnDeliveryFailure(null!, "jetstream", batch.StreamId, batch.SequenceToken);
        var letter = Assert.Single(await _bus.DeadLetterReader.ListAsync(5));
        Assert.Equal(("dlq.market.spot_ticks.BTC-USD", "the grain of stream spot/BTC-USD failed on every try"), (letter.Subject, letter.Reason));
        Assert.Equal(Samples.Envelope(Samples.Spot(1)), EventJson.Parse(letter.Body.Span));
    }

    [Fact]
    public async Task There_is_one_queue_and_it_is_read_only_and_rewindable()
    {
        var factory = Factory();
        var mapper = factory.GetStreamQueueMapper();
        Assert.Equal(Assert.Single(mapper.GetAllQueues()), mapper.GetQueueForStream(StreamId.Create("market", "X")));
        var adapter = await factory.CreateAdapter();
        Assert.Equal(("jetstream", StreamProviderDirection.ReadOnly, true), (adapter.Name, adapter.Direction, adapter.IsRewindable));
        await Assert.ThrowsAsync<NotSupportedException>(() => adapter.QueueMessageAsync(StreamId.Create("market", "X"), 1, null, null));
        Assert.NotNull(factory.GetQueueAdapterCache().CreateQueueCache(Queue));
    }

    [Fact]
    public async Task An_empty_stream_gives_an_empty_poll()
    {
        var receiver = await ReceiverAsync(new() { StartSequence = 11, PollWait = TimeSpan.FromMilliseconds(10) });
        Assert.Empty(await receiver.GetQueueMessagesAsync(-1));
        await receiver.MessagesDeliveredAsync([]);
    }
}

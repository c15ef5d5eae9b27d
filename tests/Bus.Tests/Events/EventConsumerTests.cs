using System.Text;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;

namespace Kalshi.Bus.Tests;

public sealed class EventConsumerTests : IAsyncLifetime
{
    TestBus _bus = null!;

    public async Task InitializeAsync() => _bus = await TestBus.StartAsync();

    public async Task DisposeAsync() => await _bus.DisposeAsync();

    async Task PublishRawAsync(string subject, string body)
    {
        await using var publisher = new StreamPublisher(_bus.Connection);
        await await publisher.SendAsync(subject, NatsHeaders.None, Encoding.UTF8.GetBytes(body));
    }

    [Fact]
    public async Task An_event_that_is_not_acknowledged_comes_again_with_its_count()
    {
        await _bus.Publisher().PublishAsync(Samples.Envelope(Samples.Spot()));
        var consumer = await _bus.ConsumerAsync(with: o => o with { AckWait = TimeSpan.FromMilliseconds(100) });
        var first = Assert.Single(await consumer.FetchAsync(1, TestBus.Patience, CancellationToken.None));
        var second = Assert.Single(await consumer.FetchAsync(1, TestBus.Patience, CancellationToken.None));
        Assert.Equal((1, 2), (first.Deliveries, second.Deliveries));
        Assert.Equal(first.Envelope, second.Envelope);
    }

    [Fact]
    public async Task An_event_that_nobody_can_handle_goes_to_the_dead_letters_after_its_deliveries()
    {
        await _bus.Publisher().PublishAsync(Samples.Envelope(Samples.Spot(1)));
        var consumer = await _bus.ConsumerAsync(with: o => o with { AckWait = TimeSpan.FromMilliseconds(50), MaxDeliveries = 3 });
        for (var delivery = 1; delivery <= 3; delivery++)
            Assert.Equal(delivery, Assert.Single(await consumer.FetchAsync(1, TestBus.Patience, CancellationToken.None)).Deliveries);
        await _bus.Publisher().PublishAsync(Samples.Envelope(Samples.Spot(2)));
        ReceivedEvent next;
        do
            next = Assert.Single(await consumer.FetchAsync(1, TestBus.Patience, CancellationToken.None));
        while (consumer.Rejected == 0);
        await consumer.AcknowledgeAsync([next], CancellationToken.None);

        var letter = Assert.Single(await _bus.DeadLetterReader.ListAsync(10));
        Assert.Equal("delivered 3 times to svc_test without success", letter.Reason);
        Assert.Equal(("dlq.market.spot_ticks.BTC-USD", StreamTopology.MarketEvents, 1L), (letter.Subject, letter.OriginStream!, letter.OriginSequence!.Value));
    }

    [Fact]
    public async Task A_reader_that_sorts_out_itself_gets_an_event_however_often_it_came()
    {
        await _bus.Publisher().PublishAsync(Samples.Envelope(Samples.Spot()));
        var consumer = await _bus.ConsumerAsync(with: o => o with { AckWait = TimeSpan.FromMilliseconds(20), MaxDeliveries = null });
        ReceivedEvent received;
        do
            received = Assert.Single(await consumer.FetchAsync(1, TestBus.Patience, CancellationToken.None));
        while (received.Deliveries <= 20);

        Assert.Equal(0, consumer.Rejected);
        Assert.Empty(await _bus.DeadLetterReader.ListAsync(10));
    }

    [Theory]
    [InlineData("market.spot_ticks.BTC-USD", "not json", "envelope: not JSON")]
    [InlineData("market.spot_ticks.BTC-USD", "{}", "event_type: missing")]
    [InlineData("market.spot_ticks.ETH-USD", null, "subject: market.spot_ticks.ETH-USD is not that of the event, market.spot_ticks.BTC-USD")]
    [InlineData("market.unheard_of", null, "subject: market.unheard_of is not that of the event")]
    public async Task What_is_no_event_never_reaches_the_caller_but_the_dead_letters_once(string subject, string? body, string reason)
    {
        body ??= Encoding.UTF8.GetString(EventJson.Serialize(Samples.Envelope(Samples.Spot())));
        await PublishRawAsync(subject, body);
        await _bus.Publisher().PublishAsync(Samples.Envelope(Samples.Spot(43)));
        foreach (var name in new[] { "svc_a", "svc_b" })
        {
            var consumer = await _bus.ConsumerAsync(name);
            Assert.Equal(2, Assert.Single(await TestBus.ReadAsync(consumer, 1)).Sequence);
            await _bus.Connection.FlushAsync();
            Assert.Equal(0, await consumer.LagAsync(CancellationToken.None));
        }

        var letter = Assert.Single(await _bus.DeadLetterReader.ListAsync(10));
        Assert.StartsWith(reason, letter.Reason);
        Assert.Equal(("dlq.invalid_event", subject, 1L), (letter.Subject, letter.Origin, letter.OriginSequence!.Value));
        Assert.Equal(body, Encoding.UTF8.GetString(letter.Body.Span));
    }

    [Fact]
    public async Task Lag_counts_what_is_not_acknowledged()
    {
        var publisher = _bus.Publisher();
        for (var i = 0; i < 10; i++)
            await publisher.PublishAsync(Samples.Envelope(Samples.Spot(i)));
        var consumer = await _bus.ConsumerAsync();
        Assert.Equal(10, await consumer.LagAsync(CancellationToken.None));
        var events = await TestBus.ReadAsync(consumer, 10);
        Assert.Equal(10, events.Count);
        await _bus.Connection.FlushAsync();
        Assert.Equal(0, await consumer.LagAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_consumer_that_is_opened_again_goes_on_where_it_stopped()
    {
        var publisher = _bus.Publisher();
        for (var i = 0; i < 6; i++)
            await publisher.PublishAsync(Samples.Envelope(Samples.Spot(i)));
        await using (var before = await EventConsumer.OpenAsync(_bus.JetStream, _bus.DeadLetters, new() { Stream = StreamTopology.MarketEvents, Name = "svc", StartSequence = 2 }))
        {
            var events = await TestBus.TakeAsync(before, 3);
            Assert.Equal([2L, 3, 4], events.Select(e => e.Sequence));
            await before.AcknowledgeAsync(events, CancellationToken.None);
        }
        await _bus.Connection.FlushAsync();
        var after = await _bus.ConsumerAsync("svc", o => o with { StartSequence = 99, AckWait = TimeSpan.FromMilliseconds(500) });
        Assert.Equal([5L, 6], (await TestBus.ReadAsync(after, 2)).Select(e => e.Sequence).Distinct().Order());
    }

    [Fact]
    public async Task A_consumer_lives_through_kill_minus_9_of_the_server()
    {
        var publisher = _bus.Publisher();
        for (var i = 0; i < 100; i++)
            await publisher.PublishAsync(Samples.Envelope(Samples.Spot(i)));
        var consumer = await _bus.ConsumerAsync(with: o => o with { AckWait = TimeSpan.FromSeconds(1) });
        var seen = (await consumer.FetchAsync(50, TestBus.Patience, CancellationToken.None)).Select(e => e.Sequence).ToHashSet();
        await _bus.Server.RestartAsync();
        while (seen.Count < 100)
            seen.UnionWith((await TestBus.ReadAsync(consumer, 1)).Select(e => e.Sequence));
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), seen.Order());
    }

    [Fact]
    public async Task A_consumer_of_a_filter_sees_its_subjects_only()
    {
        var publisher = _bus.Publisher();
        await publisher.PublishAsync(Samples.Envelope(Samples.Spot()));
        await publisher.PublishAsync(Samples.Envelope(Samples.Snapshot()));
        var consumer = await _bus.ConsumerAsync(with: o => o with { FilterSubject = Subjects.All(Subjects.OrderBooks) });
        Assert.Equal("order_book_snapshot", Assert.Single(await TestBus.ReadAsync(consumer, 1)).Envelope.EventType);
        Assert.Empty(await consumer.FetchAsync(10, TimeSpan.Zero, CancellationToken.None));
    }
}

namespace Kalshi.Bus.Tests;

public sealed class PublishAndConsumeTests
{
    [Fact]
    public async Task What_is_published_is_consumed_in_order_with_its_position_and_its_bytes()
    {
        await using var bus = await TestBus.StartAsync();
        var publisher = bus.Publisher();
        var envelopes = Enumerable.Range(1, 5000).Select(i => Samples.Envelope(Samples.Spot(i))).ToList();
        var acks = new List<Task<PublishAck>>();
        foreach (var envelope in envelopes)
            acks.Add(await publisher.SendAsync(envelope, CancellationToken.None));
        var sequences = (await Task.WhenAll(acks)).Select(a => a.Sequence);
        Assert.Equal(Enumerable.Range(1, 5000).Select(i => (long)i), sequences);

        var events = await TestBus.ReadAsync(await bus.ConsumerAsync(), 5000);
        Assert.Equal(envelopes, events.Select(e => e.Envelope));
        Assert.Equal(Enumerable.Range(1, 5000).Select(i => (long)i), events.Select(e => e.Sequence));
        Assert.All(events, e => Assert.Equal(EventJson.Serialize(e.Envelope), e.Body.ToArray()));
        Assert.All(events, e => Assert.Equal((1, "market.spot_ticks.BTC-USD"), (e.Deliveries, e.Subject)));
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Kalshi.Bus.Streams;
using Kalshi.Bus.Watching;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Streams;

namespace Kalshi.Bus.Tests;

public sealed class BusWatchTests : IAsyncLifetime
{
    readonly ConcurrentDictionary<(Instrument Instrument, string Tags), double> _metrics = new();
    readonly MeterListener _listener = new();
    TestBus _bus = null!;
    BusWatch _watch = null!;

    public async Task InitializeAsync()
    {
        _bus = await TestBus.StartAsync();
        _watch = new(_bus.JetStream, TestBus.Sizes);
    }

    public async Task DisposeAsync()
    {
        _listener.Dispose();
        _watch.Dispose();
        await _bus.DisposeAsync();
    }

    // Other tests have instruments of these names at the same time: only those that were made by this one are heard.
    void Listen(params string[] names)
    {
        var heard = new HashSet<string>(names);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Kalshi.Bus" && heard.Contains(instrument.Name))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _metrics[(instrument, Join(tags))] = value);
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _metrics[(instrument, Join(tags))] = value);
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => _metrics[(instrument, Join(tags))] = value);
        _listener.Start();
    }

    static string Join(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new List<string>();
        foreach (var (name, value) in tags)
            text.Add($"{name}={value}");
        return string.Join(',', text);
    }

    IEnumerable<double> Values(string name, string tags)
    {
        _metrics.Clear();
        _listener.RecordObservableInstruments();
        return _metrics.Where(m => m.Key.Instrument.Name == name && m.Key.Tags == tags).Select(m => m.Value);
    }

    [Fact]
    public async Task Lag_of_each_consumer_is_what_it_has_not_acknowledged_and_since_when()
    {
        var publisher = _bus.Publisher();
        for (var i = 0; i < 10; i++)
            await publisher.PublishAsync(Samples.Envelope(Samples.Spot(i)));
        var behind = await _bus.ConsumerAsync("svc_behind");
        var done = await _bus.ConsumerAsync("svc_done");
        await TestBus.ReadAsync(done, 10);
        Assert.Equal(4, (await TestBus.TakeAsync(behind, 4)).Count);
        await _bus.Connection.FlushAsync();

        var view = await _watch.LookAsync();
        Assert.Equal(["svc_behind", "svc_done"], view.Consumers.Select(c => c.Consumer));
        var (lagging, current) = (view.Consumers[0], view.Consumers[1]);
        Assert.Equal((StreamTopology.MarketEvents, 10L), (lagging.Stream, lagging.Lag));
        Assert.True(lagging.LagSeconds >= 0);
        Assert.Equal((0L, null, 0L), (current.Lag, current.LagSeconds, current.InFlight));
        Assert.Equal(10, view.Streams.Single(s => s.Stream == StreamTopology.MarketEvents).LastSequence);
        Assert.Same(view, _watch.Latest);
    }

    [Fact]
    public async Task What_was_seen_last_is_shown_as_metrics()
    {
        Listen("bus.consumer.lag", "bus.dead_letters", "bus.stream.drifts");
        await _bus.Publisher().PublishAsync(Samples.Envelope(Samples.Spot(1)));
        await using var consumer = await _bus.ConsumerAsync("svc_metrics_test");
        await _bus.DeadLetters.RejectAsync("feed", "bad", "x"u8.ToArray(), null, CancellationToken.None);
        Assert.Empty(Values("bus.consumer.lag", "stream=MARKET_EVENTS,consumer=svc_metrics_test"));
        await _watch.LookAsync();
        Assert.Equal([1.0], Values("bus.consumer.lag", "stream=MARKET_EVENTS,consumer=svc_metrics_test"));
        Assert.Contains(1.0, Values("bus.dead_letters", "state=open"));
        Assert.Contains(0.0, Values("bus.stream.drifts", "stream=DEAD_LETTER"));
    }

    [Fact]
    public async Task Drift_is_seen_when_it_comes_and_no_longer_when_it_is_gone()
    {
        Assert.Empty((await _watch.LookAsync()).Drifts);
        var stream = (await _bus.JetStream.FindStreamAsync(StreamTopology.DeadLetter))!.Config;
        await _bus.JetStream.UpdateStreamAsync(stream with { MaxAge = TimeSpan.FromHours(1) });
        Assert.Equal([new(StreamTopology.DeadLetter, "max_age", "14.00:00:00", "01:00:00")], (await _watch.LookAsync()).Drifts);
        await _bus.JetStream.UpdateStreamAsync(stream);
        Assert.Empty((await _watch.LookAsync()).Drifts);
        await _bus.JetStream.DeleteStreamAsync(StreamTopology.StrategyEvents);
        Assert.Equal([new(StreamTopology.StrategyEvents, "stream", "there", "missing")], (await _watch.LookAsync()).Drifts);
    }

    [Fact]
    public async Task Events_on_their_way_through_grains_are_counted_by_key_group_until_they_are_delivered()
    {
        Listen("bus.grains.in_flight");
        var publisher = _bus.Publisher();
        await publisher.PublishAsync(Samples.Envelope(Samples.Spot(1)));
        await publisher.PublishAsync(Samples.Envelope(Samples.Quote()));
        await publisher.PublishAsync(Samples.Envelope(Samples.Snapshot()));
        var factory = new JetStreamAdapterFactory("watched", _bus.Connection, _bus.DeadLetters, new() { PollWait = TestBus.Patience }, null, NullLogger<JetStreamAdapterFactory>.Instance);
        var receiver = (await factory.CreateAdapter()).CreateReceiver(QueueId.GetQueueId("watched", 0, 0));
        await receiver.Initialize(TestBus.Patience);
        var batches = new List<IBatchContainer>();
        while (batches.Count < 3)
            batches.AddRange(await receiver.GetQueueMessagesAsync(3));
        Assert.Equal([1.0], Values("bus.grains.in_flight", "provider=watched,stream=MARKET_EVENTS,group=spot"));
        Assert.Equal([2.0], Values("bus.grains.in_flight", "provider=watched,stream=MARKET_EVENTS,group=market"));
        await receiver.MessagesDeliveredAsync(batches);
        Assert.Empty(Values("bus.grains.in_flight", "provider=watched,stream=MARKET_EVENTS,group=market"));
        await receiver.Shutdown(TestBus.Patience);
    }
}

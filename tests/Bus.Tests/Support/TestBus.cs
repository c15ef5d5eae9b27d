using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Kalshi.Servers;

namespace Kalshi.Bus.Tests;

/// <summary>A real server of this test's own, its streams, and a connection.</summary>
sealed class TestBus : IAsyncDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Small enough that the sum fits a small disk: the server reserves these bytes.
    internal static readonly StreamTopologyOptions Sizes = new()
    {
        MarketMaxBytes = 256L << 20,
        StrategyMaxBytes = 16L << 20,
        ExecutionMaxBytes = 16L << 20,
        DeadLetterMaxBytes = 16L << 20,
    };

    readonly List<IAsyncDisposable> _open = [];

    TestBus(NatsServer server, NatsConnection connection)
    {
        Server = server;
        Connection = connection;
        JetStream = new(connection);
        DeadLetters = new(connection);
    }

    internal NatsServer Server { get; }

    internal NatsConnection Connection { get; }

    internal JetStreamClient JetStream { get; }

    internal DeadLetterWriter DeadLetters { get; }

    internal EventHistory History => new(JetStream);

    internal DeadLetterReader DeadLetterReader => new(JetStream);

    internal static async Task<TestBus> StartAsync()
    {
        var server = await NatsServer.StartAsync();
        var bus = new TestBus(server, await ConnectAsync(server.Url));
        await StreamTopology.ProvisionAsync(bus.JetStream, Sizes);
        return bus;
    }

    internal static Task<NatsConnection> ConnectAsync(string url, Func<NatsOptions, NatsOptions>? with = null)
    {
        var options = new NatsOptions { Url = url, ReconnectDelayMax = TimeSpan.FromMilliseconds(200) };
        return NatsConnection.ConnectAsync(with?.Invoke(options) ?? options, TimeProvider.System, new Random(1));
    }

    internal EventPublisher Publisher(StreamPublisherOptions? options = null) => Keep(new EventPublisher(Connection, DeadLetters, options));

    internal async Task<EventConsumer> ConsumerAsync(string name = "svc_test", Func<EventConsumerOptions, EventConsumerOptions>? with = null)
    {
        var options = new EventConsumerOptions { Stream = StreamTopology.MarketEvents, Name = name };
        return Keep(await EventConsumer.OpenAsync(JetStream, DeadLetters, with?.Invoke(options) ?? options));
    }

    /// <summary>Fetches, and acknowledges, until so many events are there.</summary>
    internal static async Task<List<ReceivedEvent>> ReadAsync(EventConsumer consumer, int count)
    {
        var all = new List<ReceivedEvent>();
        while (all.Count < count)
        {
            var events = await consumer.FetchAsync(1000, Patience, CancellationToken.None);
            Assert.True(events.Count > 0, $"{all.Count} of {count} events came within {Patience.TotalSeconds} s");
            await consumer.AcknowledgeAsync(events, CancellationToken.None);
            all.AddRange(events);
        }
        return all;
    }

    /// <summary>Exactly so many, unacknowledged: a fetch gives what there is, and on a slow machine that may be the first alone.</summary>
    internal static async Task<List<ReceivedEvent>> TakeAsync(EventConsumer consumer, int count)
    {
        var all = new List<ReceivedEvent>();
        while (all.Count < count)
        {
            var events = await consumer.FetchAsync(count - all.Count, Patience, CancellationToken.None);
            Assert.True(events.Count > 0, $"{all.Count} of {count} events came within {Patience.TotalSeconds} s");
            all.AddRange(events);
        }
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var open in _open)
            await open.DisposeAsync();
        await DeadLetters.DisposeAsync();
        await Connection.DisposeAsync();
        await Server.DisposeAsync();
    }

    T Keep<T>(T open)
        where T : IAsyncDisposable
    {
        _open.Add(open);
        return open;
    }
}

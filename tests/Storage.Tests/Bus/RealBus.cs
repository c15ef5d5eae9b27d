using Kalshi.Bus;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Kalshi.Servers;

namespace Kalshi.Storage.Tests;

/// <summary>The system's streams on a NATS server of its own.</summary>
sealed class RealBus : IAsyncDisposable
{
    readonly NatsConnection _connection;
    readonly List<EventConsumer> _consumers = [];

    RealBus(NatsServer server, NatsConnection connection)
    {
        Server = server;
        _connection = connection;
        JetStream = new(connection);
        DeadLetters = new(connection);
        Publisher = new(connection, DeadLetters);
    }

    internal NatsServer Server { get; }

    internal JetStreamClient JetStream { get; }

    internal DeadLetterWriter DeadLetters { get; }

    internal EventPublisher Publisher { get; }

    internal static async Task<RealBus> StartAsync()
    {
        var server = await NatsServer.StartAsync();
        var connection = await NatsConnection.ConnectAsync(new() { Url = server.Url }, TimeProvider.System, new Random(1));
        var bus = new RealBus(server, connection);
        await StreamTopology.ProvisionAsync(bus.JetStream, new()
        {
            MarketMaxBytes = 64 << 20,
            StrategyMaxBytes = 64 << 20,
            ExecutionMaxBytes = 64 << 20,
            DeadLetterMaxBytes = 16 << 20,
        });
        return bus;
    }

    /// <summary>The writer's three consumers, as one process opens them.</summary>
    internal async Task<IReadOnlyList<IEventConsumer>> ConsumersAsync()
    {
        List<IEventConsumer> consumers = [];
        foreach (var stream in (string[])[StreamTopology.MarketEvents, StreamTopology.StrategyEvents, StreamTopology.ExecutionEvents])
        {
            var options = new EventConsumerOptions { Stream = stream, Name = "svc_persistence", AckWait = TimeSpan.FromSeconds(3), MaxDeliveries = null };
            var consumer = await EventConsumer.OpenAsync(JetStream, DeadLetters, options);
            _consumers.Add(consumer);
            consumers.Add(consumer);
        }
        return consumers;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var consumer in _consumers)
            await consumer.DisposeAsync();
        await Publisher.DisposeAsync();
        await DeadLetters.DisposeAsync();
        await _connection.DisposeAsync();
        await Server.DisposeAsync();
    }
}

using Kalshi.Bus;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Kalshi.Bus.Watching;
using Kalshi.Silo.Configuration;
using Kalshi.Storage;
using Npgsql;

namespace Kalshi.Silo.Recording;

/// <summary>Bus and database: up before anything else and down last, so that whatever happens in between is recorded.</summary>
sealed class EventRecord : IAsyncDisposable
{
    static readonly (string Stream, string Name)[] Consumers =
    [
        (StreamTopology.MarketEvents, "svc_persistence_market"),
        (StreamTopology.StrategyEvents, "svc_persistence_strategy"),
        (StreamTopology.ExecutionEvents, "svc_persistence_execution"),
    ];

    readonly NatsConnection _connection;
    readonly IReadOnlyList<EventConsumer> _consumers;
    readonly DeadLetterWriter _deadLetters;

    EventRecord(
        NatsConnection connection, IReadOnlyDictionary<string, DateTimeOffset> streams, DeadLetterWriter deadLetters, IReadOnlyList<EventConsumer> consumers,
        long backlog, EventWriter writer, NpgsqlDataSource readers, StreamTopologyOptions topology, ILoggerFactory logs)
    {
        StreamsAtStart = streams;
        _connection = connection;
        _deadLetters = deadLetters;
        _consumers = consumers;
        Writer = writer;
        Publisher = new EventPublisher(connection, deadLetters);
        JetStream = new JetStreamClient(connection);
        Watch = new BusWatch(JetStream, topology, logs.CreateLogger<BusWatch>());
        History = new EventHistory(JetStream, logs.CreateLogger<EventHistory>());
        Readers = readers;
        BacklogBefore = backlog;
    }

    internal EventPublisher Publisher { get; }

    internal DeadLetterWriter DeadLetters => _deadLetters;

    internal JetStreamClient JetStream { get; }

    internal NatsConnection Connection => _connection;

    internal EventHistory History { get; }

    internal BusWatch Watch { get; }

    internal EventWriter Writer { get; }

    internal NpgsqlDataSource Readers { get; }

    /// <summary>The streams that this process was started with, and when each was made.</summary>
    internal IReadOnlyDictionary<string, DateTimeOffset> StreamsAtStart { get; }

    /// <summary>Events that earlier runs had left on the bus.</summary>
    internal long BacklogBefore { get; }

    /// <summary>Connects, creates what is missing on both sides, and starts the writer.</summary>
    /// <exception cref="StartupException">Bus or database cannot be used; says which and why.</exception>
    internal static async Task<EventRecord> OpenAsync(
        SiloOptions options, Random random, ILoggerFactory logs, StartPatience patience, CancellationToken stop)
    {
        // Bus and database live on the wall's clock, whatever the venue's does.
        var time = TimeProvider.System;
        var storage = options.Storage;
        await StartupException.Explain("PostgreSQL (PG_DSN)", () =>
            new Migrator(storage, logs.CreateLogger<Migrator>()).MigrateAsync(stop));

        var connection = await StartupException.Explain($"NATS ({options.Bus})", () =>
            NatsConnection.ConnectAsync(BusOptions(options), time, random, logs.CreateLogger<NatsConnection>(), stop));
        var jetStream = new JetStreamClient(connection);
        var streams = await patience.WaitAsync(
            "JetStream", () => ProvisionAsync(jetStream, options.Topology, logs.CreateLogger(nameof(StreamTopology)), stop), IsTransient, stop);
        var deadLetters = new DeadLetterWriter(connection, logs.CreateLogger<DeadLetterWriter>());
        var consumers = new List<EventConsumer>();
        long backlog = 0;
        foreach (var (stream, name) in Consumers)
        {
            // The writer finds out what can never be stored; an outage, however long, is no reason to give an event up.
            var consumer = await patience.WaitAsync(
                "JetStream", () => EventConsumer.OpenAsync(jetStream, deadLetters, new() { Stream = stream, Name = name, MaxDeliveries = null }, stop),
                IsTransient, stop);
            consumers.Add(consumer);
            backlog += await patience.WaitAsync("JetStream", () => consumer.LagAsync(stop).AsTask(), IsTransient, stop);
        }
        var writer = new EventWriter(storage, consumers, deadLetters, time, random, logs.CreateLogger<EventWriter>());
        await writer.StartAsync(stop);
        return new(connection, streams, deadLetters, consumers, backlog, writer, StorageConnections.OpenReaders(storage), options.Topology, logs);
    }

    /// <summary>When each stream was made.</summary>
    static async Task<IReadOnlyDictionary<string, DateTimeOffset>> ProvisionAsync(
        JetStreamClient jetStream, StreamTopologyOptions topology, ILogger log, CancellationToken stop)
    {
        await StreamTopology.ProvisionAsync(jetStream, topology, log, stop);
        var streams = new Dictionary<string, DateTimeOffset>();
        foreach (var stream in StreamTopology.Streams(topology))
        {
            streams[stream.Name] = (await jetStream.FindStreamAsync(stream.Name, stop)
                ?? throw new NatsException($"{stream.Name} is gone again")).Created;
        }
        return streams;
    }

    static bool IsTransient(Exception failure) =>
        failure is NatsTimeoutException or NatsDisconnectedException or JetStreamException { IsTransient: true };

    static NatsOptions BusOptions(SiloOptions options) =>
        new() { Url = options.Bus.OriginalString, Name = "kalshi-silo", Tls = options.BusTls, Credentials = options.BusCredentials };

    /// <summary>Lets what was published be acknowledged, and what the streams hold be stored.</summary>
    /// <returns>False when it did not end within <paramref name="patience"/>; nothing is lost then, the next run goes on.</returns>
    internal async Task<bool> DrainAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience, TimeProvider.System);
        try
        {
            await Publisher.FlushAsync(limit.Token);
            var upTo = new Dictionary<string, long>();
            foreach (var (stream, _) in Consumers)
                upTo[stream] = await History.LastSequenceAsync(stream, limit.Token);
            await Writer.DrainAsync(upTo, limit.Token);
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or NatsException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.StopAsync(CancellationToken.None);
        Writer.Dispose();
        foreach (var consumer in _consumers)
            await consumer.DisposeAsync();
        await Publisher.DisposeAsync();
        await _deadLetters.DisposeAsync();
        Watch.Dispose();
        await _connection.DisposeAsync();
        await Readers.DisposeAsync();
    }
}

using Kalshi.Grains.Events;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Storage.Tests;

/// <summary>The three streams, and writers on them.</summary>
sealed class WriterHarness(string dsn) : IAsyncDisposable
{
    readonly List<EventWriter> _writers = [];

    internal InMemoryStream Market { get; } = new("MARKET_EVENTS");

    internal InMemoryStream Strategy { get; } = new("STRATEGY_EVENTS");

    internal InMemoryStream Execution { get; } = new("EXECUTION_EVENTS");

    internal InMemoryDeadLetters DeadLetters { get; } = new();

    internal Database Database { get; } = new(dsn);

    internal StorageOptions Options { get; init; } = new()
    {
        Dsn = dsn,
        BatchWindow = TimeSpan.FromMilliseconds(20),
        StandbyPoll = TimeSpan.FromMilliseconds(100),
        ReconnectPauseMax = TimeSpan.FromMilliseconds(500),
    };

    internal async Task<EventWriter> StartAsync(TimeProvider? time = null, ILogger<EventWriter>? logger = null)
    {
        var writer = new EventWriter(
            Options, [Market.Consumer(), Strategy.Consumer(), Execution.Consumer()], DeadLetters, time ?? TimeProvider.System, new Random(1),
            logger ?? NullLogger<EventWriter>.Instance);
        _writers.Add(writer);
        await writer.StartAsync(CancellationToken.None);
        return writer;
    }

    internal long Publish(DomainEvent payload, string key) => Publish(Samples.Envelope(payload, key));

    internal long Publish(EventEnvelope envelope) => StreamOf(envelope.Payload).Publish(envelope);

    internal InMemoryStream StreamOf(DomainEvent payload) => payload switch
    {
        EdgeSnapshot or OpportunityDecision => Strategy,
        ExecutionOrder or ExecutionFill or OperatorAction => Execution,
        _ => Market,
    };

    /// <summary>Waits until everything published so far is settled.</summary>
    internal static Task DrainAsync(EventWriter writer) =>
        writer.DrainAsync(writer.Snapshot.Streams.ToDictionary(stream => stream.Key, _ => long.MaxValue), Eventually.Limit);

    internal Task<long> StoredAsync() => Database.ScalarAsync<long>("SELECT count(*) FROM event_store.events_raw");

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers)
        {
            await writer.StopAsync(CancellationToken.None);
            writer.Dispose();
        }
    }
}

using System.Diagnostics.Metrics;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Kalshi.Bus.Tracing;
using Kalshi.Grains;
using Kalshi.Grains.Events;

namespace Kalshi.Bus;

/// <summary>What became of the events of one publisher.</summary>
/// <param name="Published">Stored as new.</param>
/// <param name="Duplicates">Stored before, by this or another publisher.</param>
/// <param name="Failures">Not acknowledged within the bounded retries, or refused by the stream.</param>
/// <param name="Refused">No valid events; they are in the dead letters.</param>
/// <param name="InFlight">Accepted but not acknowledged.</param>
public readonly record struct EventPublisherCounts(long Published, long Duplicates, long Failures, long Refused, long SentAgain, int InFlight);

/// <summary>Checks events and publishes them with their key as message id, many in flight, in the order of the calls.</summary>
public sealed class EventPublisher : IEventPublisher, IAsyncDisposable
{
    readonly StreamPublisher _publisher;
    readonly IDeadLetters _deadLetters;
    readonly Meter _meter = new("Kalshi.Bus");
    long _refused;

    public EventPublisher(NatsConnection connection, IDeadLetters deadLetters, StreamPublisherOptions? options = null)
    {
        _publisher = new(connection, options);
        _deadLetters = deadLetters;
        _meter.CreateObservableCounter("bus.events.published", () => Counts.Published, "events", "Stored as new");
        _meter.CreateObservableCounter("bus.events.duplicates", () => Counts.Duplicates, "events", "Stored before");
        _meter.CreateObservableCounter("bus.events.failures", () => Counts.Failures, "events", "Not stored within the bounded retries");
        _meter.CreateObservableCounter("bus.events.refused", () => Counts.Refused, "events", "Not valid; in the dead letters");
        _meter.CreateObservableGauge("bus.events.in_flight", () => Counts.InFlight, "events", "Not acknowledged yet");
        _meter.CreateObservableCounter("bus.reconnects", () => connection.Reconnects, "sessions", "Sessions after the first");
    }

    public EventPublisherCounts Counts
    {
        get
        {
            var counts = _publisher.Counts;
            return new(counts.Stored, counts.Duplicates, counts.Failed, Interlocked.Read(ref _refused), counts.SentAgain, counts.InFlight);
        }
    }

    /// <inheritdoc/>
    /// <remarks>An invalid event goes to the dead letters instead, and the inner task fails with
    /// <see cref="EventRejectedException"/>.</remarks>
    public ValueTask<Task<PublishAck>> SendAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        if ((EventValidation.EnvelopeFault(envelope) ?? EventValidation.OutdatedFault(envelope)) is { } fault)
            return new(RefuseAsync(envelope, fault, cancellationToken));
        var expected = new PublishExpectation(MessageId: envelope.IdempotencyKey);
        return BusTraces.Publish(envelope.EventType) is { } span
            ? BusTraces.UntilAcknowledgedAsync(span, SendAsync(envelope, expected.ToHeaders((GrainTraces.ContextKey, span.Id!)), cancellationToken))
            : SendAsync(envelope, expected.ToHeaders(), cancellationToken);
    }

    /// <summary>Ends when every event accepted before is acknowledged or failed.</summary>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _publisher.FlushAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _meter.Dispose();
        await _publisher.DisposeAsync();
    }

    ValueTask<Task<PublishAck>> SendAsync(EventEnvelope envelope, NatsHeaders headers, CancellationToken cancellationToken) =>
        _publisher.SendAsync(Subjects.Of(envelope.Payload), headers, EventJson.Serialize(envelope), cancellationToken);

    async Task<Task<PublishAck>> RefuseAsync(EventEnvelope envelope, string fault, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _refused);
        await _deadLetters.RejectAsync(
            $"{envelope.Source}.{envelope.EventType}", fault, EventJson.Serialize(envelope), identity: null, cancellationToken);
        return Task.FromException<PublishAck>(new EventRejectedException(fault));
    }
}

namespace Kalshi.Grains.Events;

/// <summary>The record on the bus, as grains see it: what they decide is stored there before anything depends on it.</summary>
public interface IEventRecorder
{
    /// <summary>Appends the events in order and returns once their stream holds every one of them.</summary>
    /// <exception cref="EventNotRecordedException">An event could not be stored; it and those after it may be missing.</exception>
    Task RecordAsync(IReadOnlyList<DomainEvent> events, CancellationToken cancellationToken = default);

    /// <summary>The idempotency key that <paramref name="payload"/> gets.</summary>
    string KeyOf(DomainEvent payload);
}

using Kalshi.Grains.Events;

namespace Kalshi.Bus;

/// <summary>Gives an event its identity.</summary>
public static class EventFactory
{
    /// <param name="source">The producer, e.g. <c>kalshi.ws</c>: lower-case words, digits, dots and dashes.</param>
    /// <exception cref="EventRejectedException">A value out of range, or no deterministic identity can be made.</exception>
    public static EventEnvelope Create(DomainEvent payload, string source)
    {
        var envelope = new EventEnvelope(EventSchema.VersionOf(payload.EventType), payload.Timestamp, source, IdempotencyKey: "", payload);
        if ((EventValidation.PayloadFault(payload) ?? EventValidation.SourceFault(source)) is { } fault)
            throw new EventRejectedException(fault);
        return envelope with { IdempotencyKey = EventIdentity.KeyOf(payload, source) };
    }
}

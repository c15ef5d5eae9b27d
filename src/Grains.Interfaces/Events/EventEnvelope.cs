namespace Kalshi.Grains.Events;

/// <summary>An event with its identity, as published: strategy.md section 9.</summary>
/// <param name="SchemaVersion">Version of the payload's schema: docs/events.md.</param>
/// <param name="Timestamp">When it happened by the clock of its origin, Unix seconds.</param>
/// <param name="Source">The producer, e.g. <c>kalshi.ws</c>.</param>
/// <param name="IdempotencyKey">The same for every copy of the same event, whoever publishes it and however often.</param>
[GenerateSerializer, Immutable, Alias("kalshi.envelope")]
public sealed record EventEnvelope(
    [property: Id(0)] int SchemaVersion,
    [property: Id(1)] long Timestamp,
    [property: Id(2)] string Source,
    [property: Id(3)] string IdempotencyKey,
    [property: Id(4)] DomainEvent Payload)
{
    public string EventType => Payload.EventType;
}

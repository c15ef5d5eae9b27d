namespace Kalshi.Grains.Events;

/// <summary>What happened, in the words of one event type of docs/events.md. Immutable; its identity travels in the
/// <see cref="EventEnvelope"/>.</summary>
[GenerateSerializer, Immutable]
public abstract record DomainEvent
{
    /// <summary>The type's name on the wire, e.g. <c>spot_tick</c>.</summary>
    public abstract string EventType { get; }

    /// <summary>What the event is about: a market ticker, a product or a scope. Events of one subject key stay in order.</summary>
    public abstract string Key { get; }

    /// <summary>When it happened by the clock of its origin, Unix seconds.</summary>
    public abstract long Timestamp { get; }
}

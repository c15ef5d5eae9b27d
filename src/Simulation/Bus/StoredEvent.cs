using Kalshi.Grains.Events;

namespace Kalshi.Simulation.Bus;

/// <summary>An event in its stream.</summary>
/// <param name="Sequence">Position in its stream, from 1.</param>
/// <param name="At">When the stream took it, by the true clock.</param>
sealed record StoredEvent(EventEnvelope Envelope, long Sequence, DateTimeOffset At)
{
    internal DomainEvent Payload => Envelope.Payload;
}

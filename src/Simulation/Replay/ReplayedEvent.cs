using Kalshi.Grains.Events;

namespace Kalshi.Simulation.Replay;

/// <summary>An event of a recording, and when it reached the system.</summary>
/// <param name="Sequence">In its stream; 0 where the recording does not know.</param>
readonly record struct ReplayedEvent(EventEnvelope Envelope, DateTimeOffset At, long Sequence = 0)
{
    internal DomainEvent Payload => Envelope.Payload;
}

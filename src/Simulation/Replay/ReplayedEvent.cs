using Kalshi.Grains.Events;

namespace Kalshi.Simulation.Replay;

/// <summary>An event of a recording, and when it reached the system.</summary>
readonly record struct ReplayedEvent(EventEnvelope Envelope, DateTimeOffset At);

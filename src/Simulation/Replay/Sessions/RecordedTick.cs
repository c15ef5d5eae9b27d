using Kalshi.Grains.Events;

namespace Kalshi.Simulation.Replay.Sessions;

/// <summary>One tick of the strategy on the record.</summary>
/// <param name="Decision">Null where nothing was decided on it, or the process did not get to the end of it.</param>
sealed record RecordedTick(EdgeTick Edge, DecisionTick? Decision);

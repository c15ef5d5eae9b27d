namespace Kalshi.Simulation.Running;

/// <param name="Process">Bytes of the heap that only the process held at the end: grains, their timers and caches, the host.</param>
/// <param name="Outside">Bytes that bus, database and venue held.</param>
sealed record DaysResult(int Days, int Markets, long Events, int Settlements, long Process, long Outside);

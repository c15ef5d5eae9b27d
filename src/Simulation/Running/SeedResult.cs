using Kalshi.Simulation.Invariants;
using Kalshi.Simulation.Scenarios;
using Kalshi.Simulation.Tracing;

namespace Kalshi.Simulation.Running;

/// <summary>What became of a seed.</summary>
/// <param name="Hash">Of the whole course: the same seed gives the same.</param>
/// <param name="Lives">Starts of the process.</param>
/// <param name="Violation">Null when every invariant held.</param>
sealed record SeedResult(
    Scenario Scenario,
    ulong Hash,
    TimeSpan Simulated,
    long Turns,
    long Events,
    int Lives,
    int Takes,
    int Fills,
    int Settlements,
    Violation? Violation,
    Trace Trace)
{
    internal int Seed => Scenario.Seed;
}

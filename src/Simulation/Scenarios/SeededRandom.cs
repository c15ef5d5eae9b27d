namespace Kalshi.Simulation.Scenarios;

/// <summary>Generators that follow from the seed alone, one for each purpose, so that a further draw for one purpose does not
/// change the course of the others.</summary>
static class SeededRandom
{
    internal enum Purpose
    {
        Scenario = 1,
        Venue,
        Weather,
        Turns,
        Faults,
    }

    /// <param name="part">Tells generators of one purpose apart, e.g. the lives of a process.</param>
    internal static Random For(int seed, Purpose purpose, int part = 0)
    {
        // SplitMix64's finaliser: neighbouring seeds must not give similar generators.
        var mixed = ((ulong)(uint)seed << 32) ^ ((ulong)purpose << 24) ^ (uint)part;
        mixed += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return new Random((int)((mixed ^ (mixed >> 31)) & int.MaxValue));
    }
}

namespace Kalshi.Simulation.Tests.Determinism;

/// <summary>A place in the sources where the course of a run could depend on something other than its inputs.</summary>
/// <param name="What">What is used, and what to use instead.</param>
sealed record BannedUse(string File, int Line, string What)
{
    public override string ToString() => $"{File}:{Line}: {What}";
}

namespace Kalshi.Simulation.Invariants;

/// <summary>A rule that did not hold.</summary>
/// <param name="Invariant">The rule, as a sentence.</param>
/// <param name="Detail">What was found instead.</param>
sealed record Violation(string Invariant, string Detail, DateTimeOffset At);

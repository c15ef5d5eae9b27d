namespace Kalshi.Trading.Edges;

/// <summary>The inputs that a snapshot's expected values were computed from, for checking them again.</summary>
/// <param name="YesAsk">Cents.</param>
/// <param name="NoAsk">Cents.</param>
public readonly record struct EdgeBasis(double? ProbabilityYes, double? YesAsk, double? NoAsk);

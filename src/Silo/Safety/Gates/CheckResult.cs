namespace Kalshi.Silo.Safety.Gates;

/// <summary>What one check found.</summary>
/// <param name="Required">It stands in the way of trading in this mode.</param>
/// <param name="Detail">The numbers, or what is missing.</param>
sealed record CheckResult(string Name, bool Green, bool Required, string Detail);

/// <summary>All checks of a kind.</summary>
/// <param name="Green">Every required one is.</param>
sealed record CheckReport(bool Green, string Mode, bool RealCapital, string Build, IReadOnlyList<CheckResult> Checks);

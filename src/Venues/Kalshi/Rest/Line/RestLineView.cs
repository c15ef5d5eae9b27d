namespace Kalshi.Venues;

/// <summary>State of the line at one moment.</summary>
/// <param name="BudgetAvailable">false from a critical read that failed for want of budget until the next one that succeeds: what the
/// no-trade policy calls an exhausted REST budget.</param>
/// <param name="BudgetReason">Why not; null while it is.</param>
/// <param name="ReadTokens">Negative while reads wait.</param>
/// <param name="RateLimited">Answers of HTTP 429 so far.</param>
/// <param name="OpenCircuits">Endpoints that are not called now, by method and path.</param>
/// <param name="ClockOffset">The venue's clock minus ours; null until the venue told its time.</param>
public sealed record RestLineView(
    bool BudgetAvailable, string? BudgetReason, double ReadTokens, double WriteTokens, int InFlight, int Waiting, long RateLimited,
    IReadOnlyList<string> OpenCircuits, ClockOffset? ClockOffset);

/// <param name="Offset">The venue's clock minus ours.</param>
/// <param name="Uncertainty">How far the truth may lie to either side.</param>
public readonly record struct ClockOffset(TimeSpan Offset, TimeSpan Uncertainty);

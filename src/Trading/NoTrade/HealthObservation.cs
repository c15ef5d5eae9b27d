namespace Kalshi.Trading.NoTrade;

/// <summary>The health of the system at one moment. An unknown metric (null) is an unhealthy one: nobody watches it.</summary>
/// <param name="At">The moment.</param>
/// <param name="QuoteCoveragePct">Share of tradable markets with a fresh quote, 0 to 100.</param>
public readonly record struct HealthObservation(
    DateTimeOffset At,
    TimeSpan? SnapshotAge,
    TimeSpan? SpotAge,
    TimeSpan? QuoteAge,
    TimeSpan? StateBuilderLag,
    TimeSpan? PersistenceLag,
    double? QuoteCoveragePct,
    bool RiskServiceAvailable,
    bool RestBudgetAvailable,
    bool BusPublishing);

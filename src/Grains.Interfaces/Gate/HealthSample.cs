namespace Kalshi.Grains;

/// <summary>The system's health at one moment; null is unknown, which is unhealthy. Durations are seconds of the venue's clock.</summary>
/// <param name="AtMs">When it was measured, Unix milliseconds of the venue's clock.</param>
/// <param name="SnapshotAge">Of the newest edge snapshot.</param>
/// <param name="SpotAge">Of the newest spot tick.</param>
/// <param name="QuoteAge">Of the newest quote of any tradable market: the feed's pulse.</param>
/// <param name="StateBuilderLag">Age of the oldest event that the grains have not had.</param>
/// <param name="PersistenceLag">Age of the oldest event that PostgreSQL has not.</param>
/// <param name="QuoteCoveragePct">Share of tradable markets with a usable quote, 0 to 100.</param>
[GenerateSerializer, Immutable, Alias("kalshi.health_sample")]
public sealed record HealthSample(
    [property: Id(0)] long AtMs,
    [property: Id(1)] double? SnapshotAge,
    [property: Id(2)] double? SpotAge,
    [property: Id(3)] double? QuoteAge,
    [property: Id(4)] double? StateBuilderLag,
    [property: Id(5)] double? PersistenceLag,
    [property: Id(6)] double? QuoteCoveragePct,
    [property: Id(7)] bool RiskServiceAvailable,
    [property: Id(8)] bool RestBudgetAvailable,
    [property: Id(9)] bool BusPublishing);

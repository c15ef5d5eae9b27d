namespace Kalshi.Trading.NoTrade;

/// <summary>When new entries stop and when they come back; defaults are section 6.2 of the redesign document.</summary>
public sealed record NoTradeLimits
{
    /// <summary>Oldest edge snapshot; beyond it entries stop at once (default 60 s).</summary>
    public TimeSpan SnapshotAge { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Oldest spot price; beyond it entries stop at once (default 10 s).</summary>
    public TimeSpan SpotAge { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Oldest quote; beyond it entries stop at once (default 30 s).</summary>
    public TimeSpan QuoteAge { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest lag of the grains' state (default 10 s) …</summary>
    public TimeSpan StateBuilderLag { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>… and how long a longer one is borne (default 30 s).</summary>
    public TimeSpan StateBuilderLagBorne { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest lag of the database (default 30 s) …</summary>
    public TimeSpan PersistenceLag { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>… and how long a longer one is borne (default 60 s).</summary>
    public TimeSpan PersistenceLagBorne { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Least share of tradable markets with a fresh quote, percent (default 80) …</summary>
    public double QuoteCoveragePct { get; init; } = 80.0;

    /// <summary>… and how long a smaller one is borne (default 60 s).</summary>
    public TimeSpan QuoteCoverageBorne { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long everything must be healthy before entries come back (default 5 minutes).</summary>
    public TimeSpan Recovery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long takes are only watched after that, before entries come back (default none; live: 5 minutes).</summary>
    public TimeSpan Stage { get; init; } = TimeSpan.Zero;

    /// <summary>Longest silence between two observations that still counts as continuous health (default 15 s).</summary>
    public TimeSpan ObservationGap { get; init; } = TimeSpan.FromSeconds(15);
}

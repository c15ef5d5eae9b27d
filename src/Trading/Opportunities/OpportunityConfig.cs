namespace Kalshi.Trading.Opportunities;

/// <summary>When an edge is worth taking (strategy.md section 7). Money in dollars for one contract, prices in cents.</summary>
public sealed record OpportunityConfig
{
    /// <summary>Least expected profit after the cost buffer, dollars (default 0.03).</summary>
    public double MinEv { get; init; } = 0.03;

    /// <summary>Taken off every expected profit, dollars; below 0 counts as 0 (default 0.01).</summary>
    public double CostBuffer { get; init; } = 0.01;

    /// <summary>Lowest ask, cents (default 1).</summary>
    public double MinAskCents { get; init; } = 1.0;

    /// <summary>Highest ask, cents (default 99).</summary>
    public double MaxAskCents { get; init; } = 99.0;

    /// <summary>Oldest spot price, seconds; null for any (default 10, the runner's; the reference's class has none).</summary>
    public long? MaxSpotAgeSeconds { get; init; } = 10;

    /// <summary>Oldest quote, seconds; null for any (default 10, as above).</summary>
    public long? MaxQuoteAgeSeconds { get; init; } = 10;

    /// <summary>Most takes of a tick before the loop's gates; null or 0 for no limit (default).</summary>
    public int? TopN { get; init; }

    /// <summary>Whether rows that are not taken are kept, with their reasons (default true, the runner's).</summary>
    public bool EmitPasses { get; init; } = true;

    /// <summary>One row a market, for its better side; otherwise one a side (default true).</summary>
    public bool BestSideOnly { get; init; } = true;

    /// <summary>Written into every row (default 1).</summary>
    public int ModelVersion { get; init; } = 1;
}

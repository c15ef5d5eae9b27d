namespace Kalshi.Trading.Opportunities;

/// <summary>The decision's knobs and those of the gates that the runner puts after it (strategy.md section 7).</summary>
public sealed record OpportunityLoopConfig
{
    public OpportunityConfig Opportunity { get; init; } = new();

    /// <summary>A batch older than this is not decided on, seconds; 0 turns that off (default 60).</summary>
    public int MaxSnapshotAgeSeconds { get; init; } = 60;

    /// <summary>How long a market and side is not taken again, seconds; 0 turns that off (default 120).</summary>
    public int TakeCooldownSeconds { get; init; } = 120;

    /// <summary>Most takes of a tick; null for no limit (default 1).</summary>
    public int? MaxTakesPerTick { get; init; } = 1;

    /// <summary>Asks at or below this are a tail, cents (default 10).</summary>
    public double TailLowCents { get; init; } = 10.0;

    /// <summary>Asks at or above this are a tail, cents (default 90).</summary>
    public double TailHighCents { get; init; } = 90.0;

    /// <summary>Least expected profit on a tail after the cost buffer, dollars (default 0.06).</summary>
    public double TailMinEv { get; init; } = 0.06;

    /// <summary>Least time to settlement by series, minutes (default KXBTC15M 4, KXBTC 10, KXBTCD 10; none for others).</summary>
    public IReadOnlyDictionary<string, double> MinTauMinutesBySeries { get; init; } = DefaultMinTau;

    static readonly IReadOnlyDictionary<string, double> DefaultMinTau = new Dictionary<string, double>
    {
        ["KXBTC15M"] = 4.0,
        ["KXBTC"] = 10.0,
        ["KXBTCD"] = 10.0,
    };
}

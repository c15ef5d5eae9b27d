namespace Kalshi.Trading.Universe;

/// <summary>Which markets an edge tick looks at.</summary>
public sealed record UniverseParameters
{
    /// <summary>Market status required; null, empty or "all" for any (default active).</summary>
    public string? Status { get; init; } = "active";

    /// <summary>Series required, e.g. KXBTCD; empty for any (default).</summary>
    public IReadOnlyList<string> Series { get; init; } = [];

    /// <summary>Farthest strike from the spot, percent of the spot (default 3).</summary>
    public double PctBand { get; init; } = 3.0;

    /// <summary>When the band holds fewer markets than this, the nearest this many are taken; 0 turns that off (default 40).</summary>
    public int TopN { get; init; } = 40;

    /// <summary>Oldest quote, seconds (default 300).</summary>
    public int FreshnessSeconds { get; init; } = 300;

    /// <summary>Farthest close, seconds; an hour of grace comes on top (default 21,600).</summary>
    public int MaxHorizonSeconds { get; init; } = 21_600;

    /// <summary>Lowest ask, cents (default 1).</summary>
    public double MinAskCents { get; init; } = 1.0;

    /// <summary>Highest ask, cents (default 99).</summary>
    public double MaxAskCents { get; init; } = 99.0;

    /// <summary>Whether a market needs a fresh quote with a side that can be taken (default true).</summary>
    public bool RequireQuotes { get; init; } = true;

    /// <summary>Seconds after its close that a contract is still looked at.</summary>
    public const int ExpiryToleranceSeconds = 5;

    /// <summary>Seconds on top of <see cref="MaxHorizonSeconds"/>.</summary>
    public const int HorizonGraceSeconds = 3_600;

    public AskBand Asks => new(MinAskCents, MaxAskCents);

    /// <summary>The farthest close looked at, seconds from now.</summary>
    public long HorizonLimitSeconds => (long)MaxHorizonSeconds + HorizonGraceSeconds;

    /// <summary>The status to require, in lower case; null for any.</summary>
    public string? RequiredStatus =>
        Status?.Trim().ToLowerInvariant() is { Length: > 0 } status && status != "all" ? status : null;
}

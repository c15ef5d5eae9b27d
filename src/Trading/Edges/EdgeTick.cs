using Kalshi.Trading.Universe;
using Kalshi.Trading.Volatility;

namespace Kalshi.Trading.Edges;

/// <summary>What one edge tick made of its inputs.</summary>
/// <param name="Error">spot_missing or no_relevant_markets; null when markets were looked at.</param>
/// <param name="Sigma">Null without a spot price.</param>
/// <param name="Selection">Null without a spot price.</param>
/// <param name="Edges">Nearest strike first.</param>
/// <param name="Snapshots">What the opportunity decision sees, in the order of the edges.</param>
/// <param name="SkipReasons">Counts by <see cref="SkipReason"/>; the notes about a single missing side are among them.</param>
/// <param name="Skips">Every market of the catalogue's candidates that has no edge, and why.</param>
/// <param name="SelectedSkipped">Selected markets without an edge.</param>
public sealed record EdgeTick(
    long NowTs,
    string? Error,
    SpotPoint? Spot,
    SigmaEstimate? Sigma,
    UniverseSelection? Selection,
    IReadOnlyList<Edge> Edges,
    IReadOnlyList<MarketSnapshot> Snapshots,
    IReadOnlyDictionary<string, int> SkipReasons,
    IReadOnlyList<MarketSkip> Skips,
    int SelectedSkipped,
    EdgeQuoteCoverage Quotes)
{
    public const string SpotMissing = "spot_missing";
    public const string NoRelevantMarkets = "no_relevant_markets";
}

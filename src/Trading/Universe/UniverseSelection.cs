namespace Kalshi.Trading.Universe;

/// <summary>The markets of a tick, nearest strike first, and how many were left out for what.</summary>
/// <param name="Method">pct_band, or top_n when the band held too few.</param>
/// <param name="Skipped">Every candidate that was not selected, with its reason.</param>
public sealed record UniverseSelection(
    string Method,
    IReadOnlyList<SelectedMarket> Selected,
    IReadOnlyList<MarketSkip> Skipped,
    UniverseCounters Counters)
{
    public const string PctBandMethod = "pct_band";
    public const string TopNMethod = "top_n";
}

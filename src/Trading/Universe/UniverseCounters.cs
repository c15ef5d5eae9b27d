namespace Kalshi.Trading.Universe;

/// <summary>What became of the contracts that status and series let through. Each is counted once, at the first test it failed.</summary>
/// <param name="Candidates">Contracts with a strike type that the strategy knows.</param>
/// <param name="Untradable">A fresh quote, but no side that can be taken.</param>
public sealed record UniverseCounters(
    int Candidates,
    int MissingBounds,
    int MissingCloseTs,
    int Expired,
    int HorizonOutOfRange,
    int MissingRecentQuote,
    int Untradable)
{
    /// <summary>The counters that are not zero under the reasons that an empty universe is reported with.</summary>
    public IReadOnlyDictionary<string, int> SkipReasons()
    {
        (string Reason, int Count)[] all =
        [
            (SkipReason.ExpiredContract, Expired),
            (SkipReason.HorizonOutOfRange, HorizonOutOfRange),
            (SkipReason.MissingBounds, MissingBounds),
            (SkipReason.MissingSettlementTs, MissingCloseTs),
            (SkipReason.MissingQuote, MissingRecentQuote),
            (SkipReason.MissingBothSides, Untradable),
        ];
        return all.Where(c => c.Count > 0).ToDictionary(c => c.Reason, c => c.Count);
    }
}

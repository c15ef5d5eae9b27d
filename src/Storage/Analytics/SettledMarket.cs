namespace Kalshi.Storage;

/// <summary>A market whose outcome is known and that is to be scored.</summary>
/// <param name="Outcome">1 when YES won, 0 when NO did.</param>
/// <param name="Day">The UTC day on which it settled.</param>
/// <param name="ScoredDay">The day under which it was scored before; null when it was not.</param>
/// <param name="Events">Snapshots and decisions in the event store.</param>
sealed record SettledMarket(string MarketId, int Outcome, DateOnly Day, DateOnly? ScoredDay, long Events)
{
    /// <summary>The days whose sums change.</summary>
    internal IEnumerable<DateOnly> Days => ScoredDay is { } before && before != Day ? [Day, before] : [Day];
}

using Kalshi.Trading.Scoring;

namespace Kalshi.Storage;

/// <summary>What an edge snapshot said.</summary>
sealed record ScoredSnapshot(
    long AsOfTs, string StrategyVersion, long HorizonSeconds, double ProbabilityYes, double? YesBidCents, double? YesAskCents, double? NoAskCents);

/// <summary>A snapshot and how it did.</summary>
/// <param name="ProbabilityMarket">Middle of the YES quote in dollars, what the market itself thought; null without both sides.</param>
sealed record SnapshotScore(ScoredSnapshot Snapshot, EdgeScore Score, double? ProbabilityMarket, double? BrierMarket)
{
    internal static SnapshotScore Of(ScoredSnapshot snapshot, int outcome)
    {
        var market = snapshot is { YesBidCents: { } bid, YesAskCents: { } ask } ? (bid + ask) / 200.0 : (double?)null;
        return new(
            snapshot,
            EdgeScore.Of(snapshot.ProbabilityYes, snapshot.YesAskCents, snapshot.NoAskCents, outcome),
            market,
            (market - outcome) * (market - outcome));
    }
}

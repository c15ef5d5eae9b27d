using Kalshi.Silo.Ingest;

namespace Kalshi.Silo.Recording;

/// <summary>What a run took in against what it stored.</summary>
/// <param name="BacklogBefore">Events that an earlier run had left on the bus, stored by this one.</param>
/// <param name="IsShared">Other silos publish and store too: this one's counts of both need not be equal.</param>
sealed record Balance(
    IReadOnlyList<FeedCounts> Feeds, long Published, long Unpublished, long Inserted, long AlreadyStored, long WriterDeadLetters, long BacklogBefore, bool Drained,
    bool IsShared)
{
    /// <summary>Each data frame ended as an event, a duplicate or a dead letter.</summary>
    internal bool FramesBalance => Feeds.All(f => f.Balanced);

    /// <summary>Events that the publisher had given up and the bus took all the same: only the answer was too late.</summary>
    internal long TakenLate => IsShared ? 0 : Math.Clamp(Inserted + AlreadyStored + WriterDeadLetters - Published - BacklogBefore, 0, Unpublished);

    /// <summary>Each unique event is one row.</summary>
    internal bool RowsBalance => Drained && (IsShared || Inserted + AlreadyStored + WriterDeadLetters == Published + BacklogBefore + TakenLate);

    internal IEnumerable<string> Lines()
    {
        yield return "balance of this run";
        foreach (var feed in Feeds)
        {
            yield return $"  {feed.Name,-13} data frames {feed.DataFrames} = published {feed.Published} + duplicates {feed.Duplicates}"
                + $" + dead letters {feed.DeadLetters}" + (feed.Unpublished > 0 ? $" + unpublished {feed.Unpublished}" : "")
                + (feed.InFlight > 0 ? $" + open {feed.InFlight}" : "") + (feed.Balanced ? "  ✓" : "  ✗");
        }
        yield return $"  PostgreSQL    rows stored {Inserted} + already there {AlreadyStored} + refused {WriterDeadLetters}"
            + $" = unique events published {Published}" + (BacklogBefore > 0 ? $" + left by earlier runs {BacklogBefore}" : "")
            + (TakenLate > 0 ? $" + given up, taken all the same {TakenLate}" : "")
            + (RowsBalance ? "  ✓" : Drained ? "  ✗" : "  (not drained in time; the next run goes on)");
    }
}

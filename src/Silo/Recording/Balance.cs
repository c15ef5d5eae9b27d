using Kalshi.Silo.Ingest;

namespace Kalshi.Silo.Recording;

/// <summary>What a run took in against what it stored.</summary>
/// <param name="InDoubt">Events whose answer never came: given up, or answered as duplicates when they were sent again. The bus may have taken them
/// from this run.</param>
/// <param name="BacklogBefore">Events that an earlier run had left on the bus, stored by this one.</param>
/// <param name="IsShared">Other silos publish and store too: this one's counts of both need not be equal.</param>
sealed record Balance(
    IReadOnlyList<FeedCounts> Feeds, long Published, long InDoubt, long Inserted, long AlreadyStored, long WriterDeadLetters, long BacklogBefore, bool Drained,
    bool IsShared)
{
    /// <summary>Each data frame ended as an event, a duplicate or a dead letter.</summary>
    internal bool FramesBalance => Feeds.All(f => f.Balanced);

    /// <summary>Events in doubt that the bus has taken.</summary>
    internal long Taken => IsShared ? 0 : Math.Clamp(Inserted + AlreadyStored + WriterDeadLetters - Published - BacklogBefore, 0, InDoubt);

    /// <summary>Each unique event is one row.</summary>
    internal bool RowsBalance => Drained && (IsShared || Inserted + AlreadyStored + WriterDeadLetters == Published + BacklogBefore + Taken);

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
            + (Taken > 0 ? $" + taken without an answer {Taken}" : "")
            + (RowsBalance ? "  ✓" : Drained ? "  ✗" : "  (not drained in time; the next run goes on)");
    }
}

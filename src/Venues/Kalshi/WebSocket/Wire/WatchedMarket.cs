using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>Continuity of one market's book within one session.</summary>
sealed class WatchedMarket(MarketTicker ticker)
{
    internal MarketTicker Ticker { get; } = ticker;

    /// <summary>Sequence of the last frame about this book; 0 before the first.</summary>
    internal long Sequence { get; set; }

    /// <summary>A snapshot came and nothing was lost since.</summary>
    internal bool IsContinuous { get; set; }

    /// <summary>Times in a row that the book was in order by its numbers and wrong all the same.</summary>
    internal int Distrusts { get; set; }

    /// <summary>When the awaited snapshot is overdue, Unix milliseconds.</summary>
    internal long SnapshotDueMs { get; set; } = long.MaxValue;
}

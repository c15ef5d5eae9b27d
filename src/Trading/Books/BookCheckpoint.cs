namespace Kalshi.Trading;

/// <summary>Everything an <see cref="OrderBook"/> knows, to be stored and restored.</summary>
/// <param name="Position">The last message seen; null while empty.</param>
/// <param name="Reason">Why it is stale; null otherwise.</param>
/// <param name="Detail">The same for a reader; empty otherwise.</param>
/// <param name="YesBids">Best last; empty unless live.</param>
/// <param name="NoBids">Best last; empty unless live.</param>
public sealed record BookCheckpoint(
    BookState State,
    FeedPosition? Position,
    StaleReason? Reason,
    string Detail,
    IReadOnlyList<BookLevel> YesBids,
    IReadOnlyList<BookLevel> NoBids);

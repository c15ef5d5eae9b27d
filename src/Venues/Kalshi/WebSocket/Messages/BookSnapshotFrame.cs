using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>A market's whole book: it replaces whatever was known and ends a <see cref="ContinuityLost"/>.</summary>
/// <param name="Sequence">Position in the subscription, shared by all its markets.</param>
/// <param name="Yes">Bids for YES, prices strictly ascending; empty when nobody bids.</param>
/// <param name="No">Bids for NO in NO prices, strictly ascending. A YES ask is 1 minus a NO bid.</param>
public sealed record BookSnapshotFrame(
    string Session,
    long ReceivedAtMs,
    int Sid,
    long Sequence,
    MarketTicker Ticker,
    IReadOnlyList<BookLevel> Yes,
    IReadOnlyList<BookLevel> No) : FeedMessage(Session, ReceivedAtMs);

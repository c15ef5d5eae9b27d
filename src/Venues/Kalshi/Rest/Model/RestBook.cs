using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>A book read over REST: for checks, not for building on, since nothing tells its place in the stream.</summary>
/// <param name="Yes">Bids for YES, prices strictly ascending.</param>
/// <param name="No">Bids for NO in NO prices, strictly ascending.</param>
public sealed record RestBook(MarketTicker Ticker, IReadOnlyList<BookLevel> Yes, IReadOnlyList<BookLevel> No);

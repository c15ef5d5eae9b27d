using Orleans.Concurrency;

namespace Kalshi.Grains;

/// <summary>Hot state of one market: terms, status, quote and order book; the key is the market ticker.</summary>
public interface IMarketGrain : IGrainWithStringKey
{
    // Both interleave: readers must not wait behind a backlog of deltas, and they only read.
    [AlwaysInterleave]
    Task<MarketView> ViewAsync();

    /// <summary>The order book with at most <paramref name="depth"/> levels a side.</summary>
    [AlwaysInterleave]
    Task<BookView> BookAsync(int depth);

    /// <summary>A fingerprint of the state between two events.</summary>
    Task<StateDigest> DigestAsync();
}

using Kalshi.Trading;
using Orleans.Concurrency;

namespace Kalshi.Grains;

/// <summary>Which markets exist now; the key is the underlying product id.</summary>
public interface IUniverseGrain : IGrainWithStringKey
{
    /// <summary>Says that a market is listed and until when it matters (Unix seconds; null when unknown).</summary>
    [AlwaysInterleave]
    Task ListAsync(MarketTicker market, long? closeTs);

    /// <summary>Says that a market is over.</summary>
    [AlwaysInterleave]
    Task DelistAsync(MarketTicker market);

    [AlwaysInterleave]
    Task<IReadOnlyList<MarketTicker>> MarketsAsync();
}

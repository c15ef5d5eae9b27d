using Orleans.Concurrency;

namespace Kalshi.Grains;

/// <summary>Hot state of one product's spot price; the key is the product id, e.g. <c>BTC-USD</c>.</summary>
public interface ISpotGrain : IGrainWithStringKey
{
    /// <summary>The newest tick and the history since <paramref name="sinceTs"/> (Unix seconds).</summary>
    // Interleaves: a reader must not wait behind a backlog of ticks, and it only reads.
    [AlwaysInterleave]
    Task<SpotView> ViewAsync(long sinceTs);

    /// <summary>A fingerprint of the state between two events.</summary>
    Task<StateDigest> DigestAsync();
}

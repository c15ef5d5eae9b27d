using Kalshi.Grains.Events;
using Kalshi.Trading;
using Orleans.Concurrency;

namespace Kalshi.Grains;

/// <summary>Computes the edges of all relevant markets of one product on its interval; the key is the product id.</summary>
public interface IEdgeGrain : IGrainWithStringKey
{
    /// <summary>Starts the interval if it is not running; called at start-up and again as a watchdog.</summary>
    Task EnsureRunningAsync();

    /// <summary>Computes and records a tick of the record again: at its time, for its markets, of what is known of them now. The
    /// interval has nothing to do with it, and nothing is decided.</summary>
    /// <returns>The snapshots.</returns>
    Task<IReadOnlyList<EdgeSnapshot>> RepeatAsync(long asOfTs, IReadOnlyList<MarketTicker> markets);

    /// <summary>The last tick, for people.</summary>
    [AlwaysInterleave]
    Task<EdgeTickView> LatestAsync();
}

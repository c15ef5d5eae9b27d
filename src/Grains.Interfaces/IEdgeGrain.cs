using Orleans.Concurrency;

namespace Kalshi.Grains;

/// <summary>Computes the edges of all relevant markets of one product on its interval; the key is the product id.</summary>
public interface IEdgeGrain : IGrainWithStringKey
{
    /// <summary>Starts the interval if it is not running; called at start-up and again as a watchdog.</summary>
    Task EnsureRunningAsync();

    /// <summary>The last tick, for people.</summary>
    [AlwaysInterleave]
    Task<EdgeTickView> LatestAsync();
}

namespace Kalshi.Venues;

/// <summary>Which events to list; what is null does not filter.</summary>
/// <param name="WithMarkets">Markets come with their event, except those older than the historical cutoff.</param>
/// <param name="MinCloseTs">Events with a market that closes after this, Unix seconds.</param>
/// <param name="MinUpdatedTs">Events whose description changed after this, Unix seconds.</param>
public sealed record EventQuery(
    string? Series = null, MarketFilter? Status = null, bool WithMarkets = false, long? MinCloseTs = null, long? MinUpdatedTs = null);

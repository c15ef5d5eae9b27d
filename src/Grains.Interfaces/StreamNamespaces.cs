namespace Kalshi.Grains;

/// <summary>The grain streams that carry the record's market events; the stream key is the event's key.</summary>
public static class StreamNamespaces
{
    /// <summary>Name of the stream provider.</summary>
    public const string Provider = "jetstream";

    /// <summary>The stream of the bus that both namespaces are read from.</summary>
    public const string BusStream = "MARKET_EVENTS";

    /// <summary>Spot ticks by product, for <see cref="ISpotGrain"/>.</summary>
    public const string Spot = "spot";

    /// <summary>Quotes, books, gaps, status and terms by market ticker, for <see cref="IMarketGrain"/>.</summary>
    public const string Market = "market";
}

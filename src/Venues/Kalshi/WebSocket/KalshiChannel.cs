namespace Kalshi.Venues;

/// <summary>The channels that the feed can subscribe to.</summary>
public enum KalshiChannel
{
    /// <summary><c>orderbook_delta</c>: snapshots and changes of whole books, numbered.</summary>
    OrderBook,

    /// <summary><c>ticker</c>: top of book, throttled, not numbered.</summary>
    Ticker,

    /// <summary><c>trade</c>: public trades.</summary>
    Trade,

    /// <summary><c>market_lifecycle_v2</c>: every market of the venue, without a filter.</summary>
    Lifecycle,
}

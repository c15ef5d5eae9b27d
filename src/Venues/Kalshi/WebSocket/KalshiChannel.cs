namespace Kalshi.Venues;

/// <summary>The channels that a feed can subscribe to.</summary>
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

    /// <summary><c>fill</c>: trades of the key's own orders.</summary>
    Fills,

    /// <summary><c>user_orders</c>: every change of the key's own orders.</summary>
    Orders,

    /// <summary><c>market_positions</c>: the key's own positions as they change.</summary>
    Positions,

    /// <summary><c>order_group_updates</c>: what happens to the key's own order groups, numbered.</summary>
    OrderGroups,
}

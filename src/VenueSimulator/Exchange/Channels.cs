namespace Kalshi.VenueSimulator;

/// <summary>Names and habits of the stream's channels.</summary>
static class Channels
{
    internal const string OrderBook = "orderbook_delta";
    internal const string Ticker = "ticker";
    internal const string Trade = "trade";
    internal const string Lifecycle = "market_lifecycle_v2";
    internal const string Index = "cfbenchmarks_value";
    internal const string Fill = "fill";
    internal const string UserOrders = "user_orders";
    internal const string Positions = "market_positions";
    internal const string OrderGroups = "order_group_updates";

    /// <summary>Channels of what this venue does not have, combinations of markets, requests for quotes and other indices:
    /// they can be subscribed and stay silent.</summary>
    static readonly HashSet<string> Silent =
        ["communications", "multivariate", "multivariate_market_lifecycle", "cfbenchmarks_value_5hz", "pyth_value"];

    internal static readonly IReadOnlySet<string> All =
        new HashSet<string>([OrderBook, Ticker, Trade, Lifecycle, Index, Fill, UserOrders, Positions, OrderGroups, .. Silent]);

    /// <summary>Channels whose data frames carry a sequence number.</summary>
    internal static bool IsSequenced(string channel) => channel is OrderBook or Trade or Lifecycle or Index or OrderGroups;

    /// <summary>Channels that take no market filter: whatever the command names is ignored.</summary>
    internal static bool IgnoresMarkets(string channel) => channel is Lifecycle or Index or OrderGroups || Silent.Contains(channel);

    /// <summary>Channels that carry only what belongs to the key that opened the connection.</summary>
    internal static bool IsPrivate(string channel) => channel is Fill or UserOrders or Positions or OrderGroups;
}

namespace Kalshi.VenueSimulator;

/// <summary>A market's place in its life cycle, in order.</summary>
enum MarketStatus
{
    Initialized,
    Active,
    Closed,
    Determined,
    Finalized,
}

static class MarketStatuses
{
    /// <summary>The word in a market object.</summary>
    internal static string Wire(this MarketStatus status) => status switch
    {
        MarketStatus.Initialized => "initialized",
        MarketStatus.Active => "active",
        MarketStatus.Closed => "closed",
        MarketStatus.Determined => "determined",
        _ => "finalized",
    };

    /// <summary>The word of the status filter, which is another vocabulary than the market object's.</summary>
    internal static string FilterWord(this MarketStatus status) => status switch
    {
        MarketStatus.Initialized => "unopened",
        MarketStatus.Active => "open",
        MarketStatus.Closed or MarketStatus.Determined => "closed",
        _ => "settled",
    };
}

using Kalshi.Trading;

namespace Kalshi.Grains.Opportunities;

/// <summary>A take within the cooldown.</summary>
public sealed record RecentTake(MarketTicker Market, Side Side, long Ts);

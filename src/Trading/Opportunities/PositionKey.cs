namespace Kalshi.Trading.Opportunities;

/// <summary>A market and the side of it that is held or was taken.</summary>
public readonly record struct PositionKey(MarketTicker Market, Side Side);

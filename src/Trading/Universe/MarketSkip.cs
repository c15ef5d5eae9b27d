namespace Kalshi.Trading.Universe;

/// <summary>A market that a tick left out, and why (<see cref="SkipReason"/>).</summary>
public readonly record struct MarketSkip(MarketTicker Market, string Reason);

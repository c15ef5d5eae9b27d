namespace Kalshi.Venues;

/// <summary>What is older than these moved to the venue's historical endpoints and is no longer found at the others. Unix seconds.</summary>
/// <param name="MarketSettledTs">Markets and their candlesticks, by settlement.</param>
/// <param name="TradesCreatedTs">Trades and fills, by creation.</param>
/// <param name="OrdersUpdatedTs">Orders that no longer rest, by their end.</param>
public sealed record HistoricalCutoff(long MarketSettledTs, long TradesCreatedTs, long OrdersUpdatedTs);

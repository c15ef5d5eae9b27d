namespace Kalshi.Venues;

/// <summary>Which of Coinbase's two WebSocket APIs to read, and what of it.</summary>
public enum CoinbaseApi
{
    /// <summary>Advanced Trade, channels <c>ticker</c> and <c>heartbeats</c>.</summary>
    AdvancedTrade,

    /// <summary>Exchange, channels <c>ticker</c> and <c>heartbeat</c>.</summary>
    ExchangeTicker,

    /// <summary>Exchange, channels <c>matches</c> and <c>heartbeat</c>: every trade, without the book's top.</summary>
    ExchangeMatches,
}

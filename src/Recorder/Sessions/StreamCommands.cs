using System.Text.Json;

namespace Kalshi.Recorder;

/// <summary>The few commands of the venue's stream that a recorder sends.</summary>
static class StreamCommands
{
    internal const string Book = "orderbook_delta";
    internal const string Lifecycle = "market_lifecycle_v2";

    /// <summary>Channels with a filter of markets, each its own subscription. The book comes last: once it moves, the others are
    /// there.</summary>
    internal static readonly IReadOnlyList<string> ByMarket = ["ticker", "trade", Book];

    internal static byte[] Subscribe(long id, string channel, IReadOnlyCollection<string>? tickers) => tickers is null
        ? Bytes(new { id, cmd = "subscribe", @params = new { channels = new[] { channel } } })
        : Bytes(new { id, cmd = "subscribe", @params = new { channels = new[] { channel }, market_tickers = tickers, send_initial_snapshot = true } });

    /// <param name="action">add_markets, delete_markets or get_snapshot.</param>
    internal static byte[] Update(long id, int sid, string action, IReadOnlyCollection<string> tickers) =>
        Bytes(new { id, cmd = "update_subscription", @params = new { sids = new[] { sid }, action, market_tickers = tickers } });

    /// <summary>Answered at once, whatever is subscribed: a question whether the venue is there.</summary>
    internal static byte[] Probe(long id) => Bytes(new { id, cmd = "list_subscriptions" });

    static byte[] Bytes<T>(T command) => JsonSerializer.SerializeToUtf8Bytes(command);
}

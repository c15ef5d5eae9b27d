using System.Buffers;
using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>Writes the commands of Kalshi's WebSocket as UTF-8.</summary>
static class KalshiCommand
{
    internal static byte[] Subscribe(long id, Subscription subscription, IReadOnlyList<MarketTicker> tickers) =>
        Write(id, "subscribe", json =>
        {
            json.WriteStartArray("channels");
            json.WriteStringValue(subscription.WireName);
            json.WriteEndArray();
            if (subscription.TakesMarkets)
                WriteTickers(json, tickers);
            if (subscription.Channel == KalshiChannel.Ticker)
                json.WriteBoolean("send_initial_snapshot", true);
        });

    internal static byte[] Update(long id, Subscription subscription, string action, IReadOnlyList<MarketTicker> tickers) =>
        Write(id, "update_subscription", json =>
        {
            json.WriteNumber("sid", subscription.Sid!.Value);
            WriteTickers(json, tickers);
            json.WriteString("action", action);
            if (subscription.Channel == KalshiChannel.Ticker && action == "add_markets")
                json.WriteBoolean("send_initial_snapshot", true);
        });

    internal static byte[] Unsubscribe(long id, int sid) => Write(id, "unsubscribe", json =>
    {
        json.WriteStartArray("sids");
        json.WriteNumberValue(sid);
        json.WriteEndArray();
    });

    internal static byte[] ListSubscriptions(long id) => Write(id, "list_subscriptions", null);

    static void WriteTickers(Utf8JsonWriter json, IReadOnlyList<MarketTicker> tickers)
    {
        json.WriteStartArray("market_tickers");
        foreach (var ticker in tickers)
            json.WriteStringValue(ticker.Value);
        json.WriteEndArray();
    }

    static byte[] Write(long id, string name, Action<Utf8JsonWriter>? parameters)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("id", id);
            json.WriteString("cmd", name);
            if (parameters is not null)
            {
                json.WriteStartObject("params");
                parameters(json);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}

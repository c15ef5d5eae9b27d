using System.Globalization;
using System.Text.Json;
using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Client.Recordings;

/// <summary>One line of a recording of Kalshi's WebSocket: a frame as it came, or a mark of the recorder.</summary>
static class RecordedFrame
{
    const string Session = "recorded-session-0";

    /// <summary>None for what is no event.</summary>
    internal static IReadOnlyList<(DomainEvent Payload, long AtMs)> Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var atMs = root.GetProperty("recv_ns").GetInt64() / 1_000_000;
        if (root.TryGetProperty("control", out var control))
            return control.GetString() == "watch_market" ? [.. Market(root.GetProperty("data"), atMs).Select(e => (e, atMs))] : [];
        var frame = root.GetProperty("frame");
        var message = frame.GetProperty("msg");
        return frame.GetProperty("type").GetString() switch
        {
            "ticker" => [(Quote(message), atMs)],
            "orderbook_delta" => [(Delta(frame, message, atMs), atMs)],
            "orderbook_snapshot" => [(Snapshot(frame, message, atMs), atMs)],
            _ => [],
        };
    }

    static QuoteUpdate Quote(JsonElement m) => new(
        Ticker(m), m.GetProperty("ts_ms").GetInt64() / 1000, Price(m, "yes_bid_dollars"), Price(m, "yes_ask_dollars"), Size(m, "yes_bid_size_fp"),
        Size(m, "yes_ask_size_fp"), Price(m, "price_dollars"), Size(m, "volume_fp"), Size(m, "open_interest_fp"), null, m.GetProperty("ts_ms").GetInt64());

    static OrderBookDelta Delta(JsonElement frame, JsonElement m, long atMs)
    {
        var sequence = frame.GetProperty("seq").GetInt64();
        var ts = m.TryGetProperty("ts_ms", out var given) ? given.GetInt64() : (long?)null;
        return new(
            Ticker(m), (ts ?? atMs) / 1000, Session, 2, sequence, sequence - 1, m.GetProperty("side").GetString() == "yes" ? Side.Yes : Side.No,
            Trading.Price.Parse(Text(m, "price_dollars"), "price_dollars"), Quantity.Parse(Text(m, "delta_fp"), "delta_fp"), ts);
    }

    static OrderBookSnapshot Snapshot(JsonElement frame, JsonElement m, long atMs) => new(
        Ticker(m), atMs / 1000, Session, 2, frame.GetProperty("seq").GetInt64(), Levels(m, "yes_dollars_fp"), Levels(m, "no_dollars_fp"));

    // What the catalogue says when a market opens, closes and is settled.
    static IEnumerable<DomainEvent> Market(JsonElement data, long atMs)
    {
        var ticker = Ticker(data);
        var close = DateTimeOffset.Parse(Text(data, "close_time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds();
        double? strike = data.TryGetProperty("strike", out var number) ? number.GetDouble() : null;
        foreach (var status in (string[])["active", "closed", "finalized"])
            yield return new MarketLifecycle(ticker, atMs / 1000, status, close, close + 300, close + 604_800, status == "finalized" ? close + 60 : null, atMs);
        foreach (var outcome in (int?[])[null, 1])
            yield return new ContractUpdate(ticker, atMs / 1000, strike, null, "greater", close, close + 300, close + 604_800, outcome is null ? null : close + 60, outcome, "deci_cent");
    }

    static MarketTicker Ticker(JsonElement m) => MarketTicker.Parse(Text(m, "market_ticker"), "market_ticker");

    static string Text(JsonElement m, string name) => m.GetProperty(name).GetString() ?? throw new FormatException($"{name}: null");

    static Price? Price(JsonElement m, string name) => m.TryGetProperty(name, out var text) ? Trading.Price.Parse(text.GetString() ?? "", name) : null;

    static Quantity? Size(JsonElement m, string name) => m.TryGetProperty(name, out var text) ? Quantity.Parse(text.GetString() ?? "", name) : null;

    static PriceLevel[] Levels(JsonElement m, string name) => m.TryGetProperty(name, out var levels)
        ? [.. levels.EnumerateArray().Select(l => new PriceLevel(Trading.Price.Parse(l[0].GetString() ?? "", name), Quantity.Parse(l[1].GetString() ?? "", name)))]
        : [];
}

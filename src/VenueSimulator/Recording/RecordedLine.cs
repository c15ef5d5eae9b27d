using System.Text.Json;

namespace Kalshi.VenueSimulator;

/// <summary>One line of a capture, read into what it means for the session.</summary>
/// <remarks>Lines are {recv_ns, frame} for what the venue sent and {recv_ns, control} for the recorder's own marks.</remarks>
static class RecordedLine
{
    internal static DateTimeOffset ReceivedAt(JsonElement line) =>
        line.TryGetProperty("recv_ns", out var ns) && ns.TryGetInt64(out var value)
            ? WireTime.FromUnixNanoseconds(value)
            : throw new FormatException("recv_ns is missing or no integer");

    /// <summary>Frames that a session makes itself, or that belonged to the recorder's own account.</summary>
    static readonly string[] NotPlayed =
    [
        "subscribed", "unsubscribed", "ok", "error", "market_lifecycle_v2", "event_lifecycle", "event_fee_update",
        "cfbenchmarks_value", "cfbenchmarks_value_indexlist", "fill", "user_order", "market_position", "order_group_updates",
    ];

    /// <summary>The data frame of a line; null where the line holds one that is not played.</summary>
    /// <exception cref="FormatException">A frame of an unknown type, or a field that is missing or malformed.</exception>
    internal static FlowEvent? Frame(JsonElement frame, TimeSpan at, DateTimeOffset start)
    {
        var type = Text(frame, "type");
        if (NotPlayed.Contains(type))
            return null;
        var msg = frame.GetProperty("msg");
        var ticker = Text(msg, "market_ticker");
        return type switch
        {
            "orderbook_delta" => new BookChanged(
                at, ticker, BookSides.Parse(Text(msg, "side"), "side"), Dollars.ParsePrice(Text(msg, "price_dollars"), "price_dollars"),
                Contracts.Parse(Text(msg, "delta_fp"), "delta_fp"), WireTime.Parse(Text(msg, "ts"), "ts") - start),
            "orderbook_snapshot" => new BookReplaced(at, ticker, Levels(msg, "yes_dollars_fp"), Levels(msg, "no_dollars_fp")),
            "ticker" => new TickerPublished(at, ticker, Summary(msg), WireTime.Parse(Text(msg, "time"), "time") - start),
            "trade" => new ContractTraded(
                at, ticker, msg.GetProperty("trade_id").GetGuid(), Dollars.ParsePrice(Text(msg, "yes_price_dollars"), "yes_price_dollars"),
                Contracts.Parse(Text(msg, "count_fp"), "count_fp"), BookSides.Parse(Text(msg, "taker_outcome_side"), "taker_outcome_side")),
            _ => throw new FormatException($"type: '{type}' is not a frame that this simulator can play"),
        };
    }

    /// <summary>How a market ended, where the frame tells it.</summary>
    internal static (string Ticker, Settlement Settlement)? Settlement(JsonElement frame)
    {
        if (Text(frame, "type") != "market_lifecycle_v2" || !frame.TryGetProperty("msg", out var msg)
            || !msg.TryGetProperty("result", out var result) || result.GetString() is not ("yes" or "no"))
            return null;
        return (Text(msg, "market_ticker"), new(result.GetString() == "yes", null));
    }

    internal static Guid MarketId(JsonElement frame) => frame.GetProperty("msg").GetProperty("market_id").GetGuid();

    internal static string Text(JsonElement element, string field) =>
        element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new FormatException($"{field} is missing or no text");

    static List<BookLevel> Levels(JsonElement msg, string field)
    {
        if (!msg.TryGetProperty(field, out var levels))
            return [];
        return [.. levels.EnumerateArray().Select(l => new BookLevel(
            Dollars.ParsePrice(l[0].GetString() ?? "", field), Contracts.Parse(l[1].GetString() ?? "", field)))];
    }

    static MarketSummary Summary(JsonElement msg)
    {
        return new(
            Price("price_dollars"), Price("yes_bid_dollars"), Count("yes_bid_size_fp"), Price("yes_ask_dollars"), Count("yes_ask_size_fp"),
            Count("last_trade_size_fp"), Count("volume_fp"), Count("open_interest_fp"),
            msg.GetProperty("dollar_volume").GetInt64(), msg.GetProperty("dollar_open_interest").GetInt64());

        Dollars Price(string field) => Dollars.ParsePrice(Text(msg, field), field);
        Contracts Count(string field) => Contracts.Parse(Text(msg, field), field);
    }
}

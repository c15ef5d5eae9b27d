using System.Text;
using System.Text.Json;

namespace Kalshi.Venues;

sealed partial class CoinbaseReader
{
    void ReadAdvanced(ref Utf8JsonReader reader, ReadOnlySpan<byte> frame)
    {
        var seen = new FieldSet();
        string? channel = null, type = null, text = null;
        long? tsMs = null;
        Range events = default;
        while (NextField(ref reader))
        {
            if (reader.ValueTextEquals("channel"u8))
            {
                seen.Add(0, "channel");
                reader.Read();
                channel = WireValue.Text(ref reader, "channel");
            }
            else if (reader.ValueTextEquals("timestamp"u8))
            {
                seen.Add(1, "timestamp");
                reader.Read();
                tsMs = Time(ref reader, "timestamp");
            }
            else if (reader.ValueTextEquals("sequence_num"u8))
            {
                seen.Add(2, "sequence_num");
                reader.Read();
                _sequence = WireValue.Integer(ref reader, "sequence_num", 0);
            }
            else if (reader.ValueTextEquals("events"u8))
            {
                seen.Add(3, "events");
                reader.Read();
                WireValue.Array(ref reader, "events");
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                events = start..(int)reader.BytesConsumed;
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = WireValue.Text(ref reader, "type");
            }
            else if (reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                text = WireValue.Text(ref reader, "message");
            }
            else
                reader.Skip();
        }
        reader.Read(); // Throws when something follows the object.
        if (type == "error")
        {
            _messages.Add(new SpotControlFrame(_session, _receivedAtMs, _sequence, IsError: true, text ?? ""));
            return;
        }
        seen.Require(0, "channel");
        seen.Require(1, "timestamp");
        seen.Require(2, "sequence_num");
        seen.Require(3, "events");
        ReadEvents(channel!, frame[events], tsMs!.Value);
    }

    void ReadEvents(string channel, ReadOnlySpan<byte> json, long tsMs)
    {
        if (channel == "subscriptions")
        {
            _messages.Add(new SpotControlFrame(_session, _receivedAtMs, _sequence, IsError: false, Encoding.UTF8.GetString(json[..Math.Min(json.Length, 1024)])));
            return;
        }
        var reader = new Utf8JsonReader(json, JsonOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            WireValue.Object(ref reader, "events");
            switch (channel)
            {
                case "ticker": ReadTickers(ref reader, tsMs); break;
                case "heartbeats": ReadHeartbeat(ref reader, tsMs); break;
                default: throw new FrameFault($"channel: '{channel}' is an unknown channel");
            }
        }
        if (_messages.Count == 0)
            throw new FrameFault($"events: no content for channel {channel}");
    }

    void ReadTickers(ref Utf8JsonReader reader, long tsMs)
    {
        while (NextField(ref reader))
        {
            if (!reader.ValueTextEquals("tickers"u8))
            {
                reader.Skip();
                continue;
            }
            reader.Read();
            WireValue.Array(ref reader, "tickers");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                WireValue.Object(ref reader, "tickers");
                AddTick(ReadTick(ref reader), tsMs);
            }
        }
    }

    Tick ReadTick(ref Utf8JsonReader reader)
    {
        var tick = new Tick();
        var seen = new FieldSet();
        while (NextField(ref reader))
        {
            if (reader.ValueTextEquals("product_id"u8))
            {
                seen.Add(0, "product_id");
                reader.Read();
                tick.Product = Product(ref reader);
            }
            else if (reader.ValueTextEquals("price"u8))
            {
                seen.Add(1, "price");
                reader.Read();
                tick.Price = WireValue.SpotPrice(ref reader, "price");
            }
            else if (reader.ValueTextEquals("best_bid"u8))
            {
                seen.Add(2, "best_bid");
                reader.Read();
                tick.Bid = OptionalPrice(ref reader, "best_bid");
            }
            else if (reader.ValueTextEquals("best_ask"u8))
            {
                seen.Add(3, "best_ask");
                reader.Read();
                tick.Ask = OptionalPrice(ref reader, "best_ask");
            }
            else if (reader.ValueTextEquals("best_bid_quantity"u8))
            {
                seen.Add(4, "best_bid_quantity");
                reader.Read();
                tick.BidQuantity = OptionalQuantity(ref reader, "best_bid_quantity");
            }
            else if (reader.ValueTextEquals("best_ask_quantity"u8))
            {
                seen.Add(5, "best_ask_quantity");
                reader.Read();
                tick.AskQuantity = OptionalQuantity(ref reader, "best_ask_quantity");
            }
            else
                reader.Skip();
        }
        return tick;
    }

    void ReadHeartbeat(ref Utf8JsonReader reader, long tsMs)
    {
        long? counter = null;
        while (NextField(ref reader))
        {
            if (!reader.ValueTextEquals("heartbeat_counter"u8))
            {
                reader.Skip();
                continue;
            }
            reader.Read();
            // The documentation shows the number as text.
            counter = reader.TokenType == JsonTokenType.String && long.TryParse(WireValue.Utf8(ref reader), out var number) && number >= 0
                ? number : WireValue.Integer(ref reader, "heartbeat_counter", 0);
        }
        _messages.Add(new SpotHeartbeatFrame(
            _session, _receivedAtMs, _sequence, counter ?? throw new FrameFault("heartbeat_counter: missing"), tsMs));
    }
}

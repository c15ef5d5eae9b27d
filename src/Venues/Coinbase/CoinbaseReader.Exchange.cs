using System.Text.Json;

namespace Kalshi.Venues;

sealed partial class CoinbaseReader
{
    void ReadExchange(ref Utf8JsonReader reader)
    {
        var tick = new Tick();
        var seen = new FieldSet();
        string? type = null, text = null;
        long? tsMs = null, tradeId = null, lastTradeId = null;
        while (NextField(ref reader))
        {
            var field = ExchangeField(ref reader);
            reader.Read();
            if (field < 0)
            {
                reader.Skip();
                continue;
            }
            seen.Add(field, ExchangeFields[field]);
            var name = ExchangeFields[field];
            switch (field)
            {
                case 0: type = WireValue.Text(ref reader, name); break;
                case 1: _sequence = WireValue.Integer(ref reader, name, 0); break;
                case 2: tick.Product = Product(ref reader); break;
                case 3: tick.Price = WireValue.SpotPrice(ref reader, name); break;
                case 4: tick.Bid = OptionalPrice(ref reader, name); break;
                case 5: tick.Ask = OptionalPrice(ref reader, name); break;
                case 6: tick.BidQuantity = OptionalQuantity(ref reader, name); break;
                case 7: tick.AskQuantity = OptionalQuantity(ref reader, name); break;
                case 8: tsMs = Time(ref reader, name); break;
                case 9: tradeId = WireValue.Integer(ref reader, name, 1); break;
                case 10: lastTradeId = WireValue.Integer(ref reader, name, 0); break;
                default: text = WireValue.Text(ref reader, name); break;
            }
        }
        reader.Read(); // Throws when something follows the object.
        switch (type)
        {
            case "ticker":
                AddTick(tick, tsMs);
                break;
            case "match" or "last_match":
                TradeId = tradeId ?? throw new FrameFault("trade_id: missing");
                AddTick(tick, tsMs);
                break;
            case "heartbeat":
                _messages.Add(new SpotHeartbeatFrame(_session, _receivedAtMs, _sequence,
                    lastTradeId ?? throw new FrameFault("last_trade_id: missing"), tsMs ?? throw new FrameFault("time: missing")));
                break;
            case "subscriptions":
                _messages.Add(new SpotControlFrame(_session, _receivedAtMs, null, IsError: false, type));
                break;
            case "error":
                _messages.Add(new SpotControlFrame(_session, _receivedAtMs, null, IsError: true, text ?? ""));
                break;
            default:
                throw new FrameFault(type is null ? "type: missing" : $"type: '{type}' is an unknown type");
        }
    }

    static readonly string[] ExchangeFields =
    [
        "type", "sequence", "product_id", "price", "best_bid", "best_ask", "best_bid_size", "best_ask_size", "time", "trade_id", "last_trade_id", "message",
    ];

    static int ExchangeField(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < ExchangeFields.Length; i++)
            if (reader.ValueTextEquals(ExchangeFields[i]))
                return i;
        return -1;
    }
}

using System.Globalization;
using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>Turns one WebSocket message of Coinbase into ticks, a heartbeat, a control message or a malformed one. Never throws.</summary>
/// <param name="products">Products that were subscribed; a tick of another one is malformed.</param>
sealed partial class CoinbaseReader(CoinbaseApi api, IReadOnlyList<string> products)
{
    static readonly JsonReaderOptions JsonOptions = new() { MaxDepth = 16 };

    readonly List<SpotMessage> _messages = [];
    string _session = "";
    long _receivedAtMs;
    long? _sequence;

    /// <summary>Ticks left out so far because an earlier one of the same message was of the same product.</summary>
    internal long RepeatedTicks { get; private set; }

    /// <summary>The message's number, if it could be read.</summary>
    internal long? Sequence => _sequence;

    /// <summary>Trade id of an Exchange match; numbered without holes within a product.</summary>
    internal long? TradeId { get; private set; }

    /// <returns>At least one message, valid until the next call.</returns>
    internal IReadOnlyList<SpotMessage> Read(ReadOnlySpan<byte> frame, string session, long receivedAtMs)
    {
        (_session, _receivedAtMs, _sequence, TradeId) = (session, receivedAtMs, null, null);
        _messages.Clear();
        try
        {
            var reader = new Utf8JsonReader(frame, JsonOptions);
            reader.Read();
            WireValue.Object(ref reader, "message");
            if (api == CoinbaseApi.AdvancedTrade)
                ReadAdvanced(ref reader, frame);
            else
                ReadExchange(ref reader);
        }
        catch (FrameFault fault)
        {
            Malformed(frame, fault.Message);
        }
        // InvalidOperationException: text that is not UTF-8, or a lone surrogate, within a JSON string.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            Malformed(frame, $"message: not JSON: {fault.Message}");
        }
        return _messages;
    }

    void Malformed(ReadOnlySpan<byte> frame, string reason)
    {
        _messages.Clear();
        _messages.Add(new SpotMalformedFrame(
            _session, _receivedAtMs, _sequence, reason, frame[..Math.Min(frame.Length, MalformedFrame.RawMax)].ToArray(), frame.Length));
    }

    void AddTick(in Tick tick, long? tsMs)
    {
        var product = tick.Product ?? throw new FrameFault("product_id: missing");
        if (!products.Contains(product))
            throw new FrameFault($"product_id: '{product}' is not subscribed");
        var time = tsMs ?? throw new FrameFault("time: missing");
        var price = tick.Price ?? throw new FrameFault("price: missing");
        foreach (var message in _messages)
            if (message is SpotTickFrame { ProductId: var earlier } && earlier == product)
            {
                RepeatedTicks++;
                return;
            }
        _messages.Add(new SpotTickFrame(
            _session, _receivedAtMs, product, price, tick.Bid, tick.Ask, tick.BidQuantity, tick.AskQuantity, _sequence, time));
    }

    /// <summary>The name without an allocation where it is one of ours.</summary>
    string Product(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            foreach (var product in products)
                if (reader.ValueTextEquals(product))
                    return product;
        return WireValue.Text(ref reader, "product_id");
    }

    static SpotPrice? OptionalPrice(ref Utf8JsonReader reader, string field) =>
        reader.TokenType == JsonTokenType.Null || IsEmptyText(ref reader) ? null : WireValue.SpotPrice(ref reader, field);

    static decimal? OptionalQuantity(ref Utf8JsonReader reader, string field) =>
        reader.TokenType == JsonTokenType.Null || IsEmptyText(ref reader) ? null
        : reader.TokenType == JsonTokenType.String
            && decimal.TryParse(WireValue.Utf8(ref reader), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quantity) ? quantity
        : throw new FrameFault($"{field}: {WireValue.Quote(ref reader)} is not a quantity");

    static bool IsEmptyText(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty;

    static long Time(ref Utf8JsonReader reader, string field) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time) && time.Year > 2000 ? time.ToUnixTimeMilliseconds()
        : throw new FrameFault($"{field}: {WireValue.Quote(ref reader)} is not a time");

    static bool NextField(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    struct Tick
    {
        internal string? Product;
        internal SpotPrice? Price, Bid, Ask;
        internal decimal? BidQuantity, AskQuantity;
    }
}

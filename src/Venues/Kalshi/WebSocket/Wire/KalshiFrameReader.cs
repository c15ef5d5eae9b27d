using System.Text;
using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>Turns one WebSocket message of Kalshi into one <see cref="FeedMessage"/>, strictly: a frame that lacks a field or
/// gives it in another unit (the cents of before 2026) becomes a <see cref="MalformedFrame"/>. Never throws.</summary>
/// <remarks>Field names: the venue's AsyncAPI document. Known fields that nobody needs are skipped, others are counted in
/// <see cref="UnknownFields"/>.</remarks>
sealed partial class KalshiFrameReader(MarketTable markets)
{
    static readonly JsonReaderOptions JsonOptions = new() { MaxDepth = 16 };

    /// <summary>Fields seen so far that the specification does not name.</summary>
    internal long UnknownFields { get; private set; }

    /// <summary>Frames seen so far whose type this reader does not know.</summary>
    internal long UnknownTypes { get; private set; }

    /// <summary>The watched market that the last frame was about; null when it was about none, or a stranger.</summary>
    internal WatchedMarket? Market { get; private set; }

    /// <summary>The last frame was JSON and its envelope could be read.</summary>
    internal bool EnvelopeIsWhole { get; private set; }

    /// <summary>The last frame said that it was about a book.</summary>
    internal bool IsBookFrame => _envelope.Kind is FrameKind.Delta or FrameKind.Snapshot;

    Envelope _envelope;

    /// <summary>What is common to all frames, as far as it could be read.</summary>
    struct Envelope
    {
        internal string Session;
        internal long ReceivedAtMs;
        internal FrameKind Kind;
        internal string? Type;
        internal long? Id;
        internal int? Sid;
        internal long? Sequence;
    }

    internal FeedMessage Read(ReadOnlySpan<byte> frame, string session, long receivedAtMs)
    {
        _envelope = new Envelope { Session = session, ReceivedAtMs = receivedAtMs };
        Market = null;
        EnvelopeIsWhole = false;
        try
        {
            var body = ReadEnvelope(frame);
            EnvelopeIsWhole = true;
            return ReadBody(frame, body);
        }
        catch (FrameFault fault)
        {
            return Malformed(frame, fault.Message);
        }
        // InvalidOperationException: text that is not UTF-8, or a lone surrogate, within a JSON string.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return Malformed(frame, $"frame: not JSON: {fault.Message}");
        }
    }

    /// <returns>Where the message's body lies in the frame; empty when it has none.</returns>
    Range ReadEnvelope(ReadOnlySpan<byte> frame)
    {
        var reader = new Utf8JsonReader(frame, JsonOptions);
        reader.Read();
        WireValue.Object(ref reader, "frame");
        var seen = new FieldSet();
        Range body = default;
        while (NextField(ref reader))
        {
            if (reader.ValueTextEquals("type"u8))
            {
                seen.Add(0, "type");
                reader.Read();
                ReadKind(ref reader);
            }
            else if (reader.ValueTextEquals("sid"u8))
            {
                seen.Add(1, "sid");
                reader.Read();
                _envelope.Sid = (int)WireValue.Integer(ref reader, "sid", 1, int.MaxValue);
            }
            else if (reader.ValueTextEquals("seq"u8))
            {
                seen.Add(2, "seq");
                reader.Read();
                _envelope.Sequence = WireValue.Integer(ref reader, "seq", 1);
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                seen.Add(3, "id");
                reader.Read();
                _envelope.Id = WireValue.Integer(ref reader, "id", 0);
            }
            else if (reader.ValueTextEquals("msg"u8))
            {
                seen.Add(4, "msg");
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                body = start..(int)reader.BytesConsumed;
            }
            else
                SkipUnknown(ref reader);
        }
        reader.Read(); // Throws when something follows the object.
        seen.Require(0, "type");
        return body;
    }

    void ReadKind(ref Utf8JsonReader reader)
    {
        _envelope.Kind =
            reader.TokenType != JsonTokenType.String ? FrameKind.Unknown
            : reader.ValueTextEquals("orderbook_delta"u8) ? FrameKind.Delta
            : reader.ValueTextEquals("ticker"u8) ? FrameKind.Ticker
            : reader.ValueTextEquals("orderbook_snapshot"u8) ? FrameKind.Snapshot
            : reader.ValueTextEquals("trade"u8) ? FrameKind.Trade
            : reader.ValueTextEquals("market_lifecycle_v2"u8) ? FrameKind.Lifecycle
            : reader.ValueTextEquals("event_lifecycle"u8) ? FrameKind.EventLifecycle
            : reader.ValueTextEquals("event_fee_update"u8) ? FrameKind.EventFeeUpdate
            : reader.ValueTextEquals("user_order"u8) ? FrameKind.Order
            : reader.ValueTextEquals("fill"u8) ? FrameKind.Fill
            : reader.ValueTextEquals("market_position"u8) ? FrameKind.Position
            : reader.ValueTextEquals("order_group_updates"u8) ? FrameKind.Group
            : reader.ValueTextEquals("ok"u8) ? FrameKind.Ok
            : reader.ValueTextEquals("subscribed"u8) ? FrameKind.Subscribed
            : reader.ValueTextEquals("unsubscribed"u8) ? FrameKind.Unsubscribed
            : reader.ValueTextEquals("error"u8) ? FrameKind.Error
            : FrameKind.Unknown;
        if (_envelope.Kind == FrameKind.Unknown)
            _envelope.Type = WireValue.Quote(ref reader);
    }

    FeedMessage ReadBody(ReadOnlySpan<byte> frame, Range range)
    {
        if (_envelope.Kind == FrameKind.Unknown)
        {
            UnknownTypes++;
            throw new FrameFault($"type: {_envelope.Type} is an unknown type");
        }
        if (_envelope.Kind == FrameKind.Unsubscribed)
            return Control(ControlKind.Unsubscribed);
        var body = frame[range];
        if (body.IsEmpty)
            return _envelope.Kind == FrameKind.Ok ? Control(ControlKind.Ok) : throw new FrameFault("msg: missing");

        var reader = new Utf8JsonReader(body, JsonOptions);
        reader.Read();
        if (_envelope.Kind != FrameKind.Ok)
            WireValue.Object(ref reader, "msg");
        return _envelope.Kind switch
        {
            FrameKind.Delta => ReadDelta(ref reader),
            FrameKind.Snapshot => ReadSnapshot(ref reader),
            FrameKind.Ticker => ReadTicker(ref reader),
            FrameKind.Trade => ReadTrade(ref reader),
            FrameKind.Lifecycle => ReadLifecycle(ref reader),
            FrameKind.EventLifecycle or FrameKind.EventFeeUpdate => ReadEvent(ref reader),
            FrameKind.Fill => ReadFill(ref reader),
            FrameKind.Order => ReadOrder(ref reader),
            FrameKind.Position => ReadPosition(ref reader),
            FrameKind.Group => ReadGroup(ref reader),
            FrameKind.Subscribed => ReadSubscribed(ref reader),
            FrameKind.Ok => ReadOk(ref reader),
            _ => ReadError(ref reader),
        };
    }

    MalformedFrame Malformed(ReadOnlySpan<byte> frame, string reason) => new(
        _envelope.Session, _envelope.ReceivedAtMs, _envelope.Sid, _envelope.Sequence,
        _envelope.Type ?? (_envelope.Kind == FrameKind.Unknown ? null : _envelope.Kind.ToString()),
        reason, frame[..Math.Min(frame.Length, MalformedFrame.RawMax)].ToArray(), frame.Length);

    int Sid => _envelope.Sid ?? throw new FrameFault("sid: missing");

    long Sequence => _envelope.Sequence ?? throw new FrameFault("seq: missing");

    WatchedMarket? FindMarket(ref Utf8JsonReader reader) =>
        reader is { TokenType: JsonTokenType.String, ValueIsEscaped: false } ? markets.Find(reader.ValueSpan) : null;

    /// <summary>The ticker of the market that the frame is about.</summary>
    MarketTicker ReadMarket(ref Utf8JsonReader reader)
    {
        Market = FindMarket(ref reader);
        return Market?.Ticker ?? WireValue.Ticker(ref reader, "market_ticker");
    }

    /// <summary>Moves to the next property's name; false at the object's end.</summary>
    static bool NextField(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <returns>The property's place among the names; negative when it is none of them.</returns>
    static int FieldOf(ref Utf8JsonReader reader, string[] names)
    {
        for (var i = 0; i < names.Length; i++)
            if (reader.ValueTextEquals(names[i]))
                return i;
        return -1;
    }

    void SkipUnknown(ref Utf8JsonReader reader)
    {
        UnknownFields++;
        reader.Skip();
    }

    /// <summary>For fields of an object: skips the value if it is null, as the venue writes "not set" in places.</summary>
    static bool ReadNonNull(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.Null;

    static bool NameStartsWith(ref Utf8JsonReader reader, ReadOnlySpan<byte> prefix) => reader.ValueSpan.StartsWith(prefix);

    static string Name(ref Utf8JsonReader reader) => Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, 64)]);
}

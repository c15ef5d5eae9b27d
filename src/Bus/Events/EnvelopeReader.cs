using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Kalshi.Grains.Events;

namespace Kalshi.Bus;

/// <summary>Reads the six fields of an envelope, in any order, and its payload by the type they name.</summary>
ref struct EnvelopeReader
{
    const int ShownBytes = 60;

    string? _eventType;
    int? _schemaVersion;
    long? _timestamp;
    string? _source;
    string? _key;
    Range? _payload;

    /// <exception cref="EventRejectedException">Not an envelope of a known type.</exception>
    internal static EventEnvelope Read(ReadOnlySpan<byte> json, Func<string, int, JsonTypeInfo> payloadType)
    {
        var fields = new EnvelopeReader();
        try
        {
            fields.ReadFields(json);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new EventRejectedException($"envelope: not JSON: {Short(e.Message)}", e);
        }
        return fields.Build(json, payloadType);
    }

    void ReadFields(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            throw new EventRejectedException("envelope: not UTF-8");
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 16 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new EventRejectedException($"envelope: not an object but '{Shown(json)}'");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("event_type"u8))
                _eventType = Text(ref reader, "event_type", _eventType);
            else if (reader.ValueTextEquals("schema_version"u8))
                _schemaVersion = (int)Math.Min(int.MaxValue, Number(ref reader, json, "schema_version", _schemaVersion));
            else if (reader.ValueTextEquals("ts_event"u8))
                _timestamp = Number(ref reader, json, "ts_event", _timestamp);
            else if (reader.ValueTextEquals("source"u8))
                _source = Text(ref reader, "source", _source);
            else if (reader.ValueTextEquals("idempotency_key"u8))
                _key = Text(ref reader, "idempotency_key", _key);
            else if (reader.ValueTextEquals("payload"u8))
                _payload = Slice(ref reader, _payload);
            else
                throw new EventRejectedException($"{Cut(reader.GetString()!)}: not a field of an envelope");
        }
        // Also fails when anything follows the object.
        reader.Read();
    }

    readonly EventEnvelope Build(ReadOnlySpan<byte> json, Func<string, int, JsonTypeInfo> payloadType)
    {
        var eventType = _eventType ?? throw Missing("event_type");
        var version = _schemaVersion ?? throw Missing("schema_version");
        var timestamp = _timestamp ?? throw Missing("ts_event");
        var source = _source ?? throw Missing("source");
        var key = _key ?? throw Missing("idempotency_key");
        var payload = json[_payload ?? throw Missing("payload")];
        if (!EventSchema.Types.ContainsKey(eventType))
            throw new EventRejectedException($"event_type: '{Cut(eventType)}' is not known");
        if (EventSchema.VersionFault(eventType, version) is { } fault)
            throw new EventRejectedException(fault);
        try
        {
            return JsonSerializer.Deserialize(payload, payloadType(eventType, version)) is DomainEvent e
                ? new(version, timestamp, source, key, e)
                : throw new EventRejectedException("payload: null");
        }
        catch (JsonException e)
        {
            throw new EventRejectedException(PayloadReason(e, payload), e);
        }
        catch (InvalidOperationException e)
        {
            // Half of a surrogate pair, escaped: legal JSON, but no text.
            throw new EventRejectedException($"payload: {Short(e.Message)}", e);
        }
    }

    static string Text(ref Utf8JsonReader reader, string field, string? before)
    {
        RefuseTwice(field, before is not null);
        reader.Read();
        return reader.TokenType == JsonTokenType.String
            ? reader.GetString()!
            : throw new EventRejectedException($"{field}: a text is expected, not a {reader.TokenType}");
    }

    static long Number(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string field, long? before)
    {
        RefuseTwice(field, before is not null);
        reader.Read();
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value)
            ? value
            : throw new EventRejectedException($"{field}: a whole number is expected, not {Shown(json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed])}");
    }

    static Range Slice(ref Utf8JsonReader reader, Range? before)
    {
        RefuseTwice("payload", before is not null);
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new EventRejectedException($"payload: an object is expected, not a {reader.TokenType}");
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }

    static void RefuseTwice(string field, bool seen)
    {
        if (seen)
            throw new EventRejectedException($"{field}: given twice");
    }

    static EventRejectedException Missing(string field) => new($"{field}: missing");

    /// <summary>The serializer tells the place and the rule; the value that broke it is looked up for the reason.</summary>
    static string PayloadReason(JsonException e, ReadOnlySpan<byte> payload)
    {
        var rule = Short(e.Message);
        var path = e.Path is { Length: > 2 } p && p.StartsWith("$.", StringComparison.Ordinal) ? p[2..] : null;
        if (path is null)
            return $"payload: {rule}";
        var field = path.Split('[', '.')[0];
        try
        {
            var reader = new Utf8JsonReader(payload);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.TryGetProperty(field, out var value))
                return $"{Cut(path)}: {Cut(value.GetRawText())}: {rule}";
        }
        catch (JsonException)
        {
            // Broken inside: the rule says where.
        }
        return $"{Cut(path)}: {rule}";
    }

    static string Short(string message)
    {
        var place = message.IndexOf(" Path: ", StringComparison.Ordinal);
        if (place < 0)
            place = message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        return place < 0 ? message : message[..place];
    }

    static string Shown(ReadOnlySpan<byte> json) => Encoding.UTF8.GetString(json[..Math.Min(json.Length, ShownBytes)]);

    static string Cut(string text) => text.Length <= ShownBytes ? text : $"{text[..ShownBytes]}…";
}

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kalshi.Grains.Events;

namespace Kalshi.Bus;

/// <summary>The envelope as JSON: <c>{"event_type","schema_version","ts_event","source","idempotency_key","payload"}</c>, no more
/// and no less, with a payload that is just as strict (docs/events.md).</summary>
public static class EventJson
{
    static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    // By type, and by version less one.
    static readonly Dictionary<string, JsonTypeInfo[]> PayloadTypes = EventSchema.Types.ToDictionary(
        t => t.Key, t => Enumerable.Range(1, EventSchema.VersionOf(t.Value)).Select(version => TypeInfo(t.Value, version)).ToArray());

    /// <summary>The envelope's bytes. Publishers check it first; this only writes.</summary>
    public static byte[] Serialize(EventEnvelope envelope)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(bytes, new() { Encoder = Encoder, SkipValidation = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("event_type"u8, envelope.EventType);
            writer.WriteNumber("schema_version"u8, envelope.SchemaVersion);
            writer.WriteNumber("ts_event"u8, envelope.Timestamp);
            writer.WriteString("source"u8, envelope.Source);
            writer.WriteString("idempotency_key"u8, envelope.IdempotencyKey);
            writer.WritePropertyName("payload"u8);
            WritePayload(writer, envelope.Payload, envelope.SchemaVersion);
            writer.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The payload alone, valid or not.</summary>
    public static byte[] SerializePayload(DomainEvent payload)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(bytes, new() { Encoder = Encoder, SkipValidation = true }))
            WritePayload(writer, payload, EventSchema.VersionOf(payload.EventType));
        return bytes.WrittenSpan.ToArray();
    }

    /// <exception cref="EventRejectedException">Not an event; the message names the field and the value.</exception>
    public static EventEnvelope Parse(ReadOnlySpan<byte> json) =>
        TryParse(json, out var envelope, out var reason) ? envelope : throw new EventRejectedException(reason);

    /// <summary>Reads and checks an envelope and its payload.</summary>
    /// <param name="reason">Why it is no event, naming the field and the value.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> json, [NotNullWhen(true)] out EventEnvelope? envelope, [NotNullWhen(false)] out string? reason)
    {
        envelope = null;
        try
        {
            envelope = EnvelopeReader.Read(json, TypeInfo);
            reason = EventValidation.EnvelopeFault(envelope);
        }
        catch (EventRejectedException e)
        {
            reason = e.Message;
        }
        if (reason is not null)
            envelope = null;
        return reason is null;
    }

    /// <summary>A payload of the newest version that was checked when it was stored.</summary>
    /// <exception cref="JsonException">It is none of this type.</exception>
    public static T ParsePayload<T>(string json)
        where T : DomainEvent => (T)(JsonSerializer.Deserialize(json, Newest(typeof(T))) ?? throw new JsonException("null is no event"));

    // What is rejected is written too, into its dead letter: a version that nobody knows takes the newest form.
    static void WritePayload(Utf8JsonWriter writer, DomainEvent payload, int version)
    {
        if (!PayloadTypes.TryGetValue(payload.EventType, out var types) || types[0].Type != payload.GetType())
            throw new EventRejectedException($"event_type: '{payload.EventType}' is not known");
        JsonSerializer.Serialize(writer, payload, version >= 1 && version <= types.Length ? types[version - 1] : types[^1]);
    }

    static JsonTypeInfo Newest(Type payload) => PayloadTypes.Values.First(types => types[0].Type == payload)[^1];

    static JsonTypeInfo TypeInfo(string eventType, int version) => PayloadTypes[eventType][version - 1];

    static JsonTypeInfo TypeInfo(Type payload, int version) => new JsonSerializerOptions(EventJsonContext.Default.Options)
    {
        TypeInfoResolver = EventJsonContext.Default.WithAddedModifier(type => WireNames.Apply(type, version)),
        Encoder = Encoder,
    }.GetTypeInfo(payload);
}

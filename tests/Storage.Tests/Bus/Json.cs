using System.Text.Json;
using System.Text.Json.Serialization;
using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Storage.Tests;

/// <summary>Events as JSON in the manner of the wire. The writer only looks for the payload in it.</summary>
static class Json
{
    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters =
        {
            new AsText<MarketTicker>(), new AsText<Price>(), new AsText<Quantity>(), new AsText<Money>(), new AsText<SpotPrice>(),
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper),
        },
    };

    internal static byte[] Envelope(EventEnvelope envelope) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        envelope.EventType,
        envelope.SchemaVersion,
        TsEvent = envelope.Timestamp,
        envelope.Source,
        envelope.IdempotencyKey,
        Payload = (object)envelope.Payload,
    }, Options);

    sealed class AsText<T> : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value!.ToString());
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Kalshi.Trading;

namespace Kalshi.Grains.Serialization;

/// <summary>The value types as JSON: decimal text, as the venue writes it, so that no reader rounds them.</summary>
public static class UnitConverters
{
    public static IReadOnlyList<JsonConverter> All { get; } =
    [
        new TextConverter<Price>(Price.Parse),
        new TextConverter<Quantity>(Quantity.Parse),
        new TextConverter<Money>(Money.Parse),
        new TextConverter<SpotPrice>(SpotPrice.Parse),
        new TextConverter<MarketTicker>(MarketTicker.Parse),
    ];

    sealed class TextConverter<T>(Func<string, string, T> parse) : JsonConverter<T>
        where T : struct
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
                ? parse(reader.GetString()!, typeof(T).Name)
                : throw new JsonException($"{typeof(T).Name} is text, not {reader.TokenType}");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            parse(reader.GetString()!, typeof(T).Name);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.ToString()!);
    }
}

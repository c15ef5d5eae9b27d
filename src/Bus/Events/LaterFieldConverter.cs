using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kalshi.Bus;

/// <summary>A field that came with a later version than the one at hand: as unknown to it as any other.</summary>
sealed class LaterFieldConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => true;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Refusing<>).MakeGenericType(typeToConvert))!;

    sealed class Refusing<T> : JsonConverter<T>
    {
        public override bool HandleNull => true;

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new JsonException("not a field of this schema version");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            throw new NotSupportedException("fields of later versions are not written");
    }
}

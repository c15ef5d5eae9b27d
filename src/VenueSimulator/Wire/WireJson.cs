using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kalshi.VenueSimulator;

/// <summary>JSON as the venues write it: snake case, money and counts as text, times in UTC, absent instead of null.</summary>
static class WireJson
{
    internal static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new DollarsConverter(), new ContractsConverter(), new TimeConverter() },
    };

    internal static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    sealed class DollarsConverter : JsonConverter<Dollars>
    {
        public override Dollars Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Dollars.Parse(reader.GetString() ?? "", "dollars");

        public override void Write(Utf8JsonWriter writer, Dollars value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    sealed class ContractsConverter : JsonConverter<Contracts>
    {
        public override Contracts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Contracts.Parse(reader.GetString() ?? "", "contracts");

        public override void Write(Utf8JsonWriter writer, Contracts value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    sealed class TimeConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            WireTime.Parse(reader.GetString() ?? "", "time");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(WireTime.Iso(value));
    }
}

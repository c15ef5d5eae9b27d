using System.Text.Json;
using System.Text.Json.Serialization;
using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Bus;

/// <summary>Pairs travel as arrays of two, as levels do.</summary>
abstract class PairConverter<T> : JsonConverter<T>
{
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartArray
        && reader.Read() && reader.TokenType == JsonTokenType.String && reader.GetString() is { } first
        && reader.Read() && TryMake(first, ref reader, out var pair)
        && reader.Read() && reader.TokenType == JsonTokenType.EndArray
            ? pair
            : throw new JsonException($"not a pair {Form}");

    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        WriteParts(writer, value);
        writer.WriteEndArray();
    }

    protected abstract string Form { get; }

    protected abstract bool TryMake(string first, ref Utf8JsonReader second, out T pair);

    protected abstract void WriteParts(Utf8JsonWriter writer, T value);
}

/// <summary><c>["KXBTC-26NOV2115-B86250",4711]</c>.</summary>
sealed class MarketPlaceConverter : PairConverter<MarketPlace>
{
    protected override string Form => "[market, sequence]";

    protected override bool TryMake(string first, ref Utf8JsonReader second, out MarketPlace pair)
    {
        pair = default;
        if (!MarketTicker.TryParse(first, out var market) || second.TokenType != JsonTokenType.Number || !second.TryGetInt64(out var sequence))
            return false;
        pair = new(market, sequence);
        return true;
    }

    protected override void WriteParts(Utf8JsonWriter writer, MarketPlace value)
    {
        writer.WriteStringValue(value.Market.Value);
        writer.WriteNumberValue(value.Sequence);
    }
}

/// <summary><c>["EV_MIN","0.03"]</c>.</summary>
sealed class SettingConverter : PairConverter<Setting>
{
    protected override string Form => "[name, value]";

    protected override bool TryMake(string first, ref Utf8JsonReader second, out Setting pair)
    {
        pair = second.TokenType == JsonTokenType.String ? new(first, second.GetString()!) : default;
        return pair.Name is not null;
    }

    protected override void WriteParts(Utf8JsonWriter writer, Setting value)
    {
        writer.WriteStringValue(value.Name);
        writer.WriteStringValue(value.Value);
    }
}

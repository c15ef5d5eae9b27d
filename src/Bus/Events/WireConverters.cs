using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kalshi.Grains.Events;
using Kalshi.Trading;
using Kalshi.Trading.Identity;

namespace Kalshi.Bus;

/// <summary>Fixed-point values travel as text with all their decimals, as the venue writes them: a JSON number would pass
/// through a double somewhere.</summary>
abstract class DecimalTextConverter<T> : JsonConverter<T>
    where T : struct
{
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && TryParse(reader.ValueSpan, out var value)
            ? value
            : throw new JsonException($"not the decimal text of a {typeof(T).Name}");

    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Format(value));

    protected abstract bool TryParse(ReadOnlySpan<byte> text, out T value);

    protected virtual string Format(T value) => value.ToString()!;
}

sealed class PriceConverter : DecimalTextConverter<Price>
{
    protected override bool TryParse(ReadOnlySpan<byte> text, out Price value) => Price.TryParse(text, out value);
}

sealed class QuantityConverter : DecimalTextConverter<Quantity>
{
    protected override bool TryParse(ReadOnlySpan<byte> text, out Quantity value) => Quantity.TryParse(text, out value);
}

sealed class MoneyConverter : DecimalTextConverter<Money>
{
    protected override bool TryParse(ReadOnlySpan<byte> text, out Money value) => Money.TryParse(text, out value);
}

sealed class SpotPriceConverter : DecimalTextConverter<SpotPrice>
{
    protected override bool TryParse(ReadOnlySpan<byte> text, out SpotPrice value) => SpotPrice.TryParse(text, out value);
}

sealed class DecimalConverter : DecimalTextConverter<decimal>
{
    // Dividing by one with the most decimals drops trailing zeros: equal values must have equal text, for it enters keys.
    const decimal One = 1.0000000000000000000000000000m;

    protected override bool TryParse(ReadOnlySpan<byte> text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    protected override string Format(decimal value) => (value / One).ToString(CultureInfo.InvariantCulture);
}

/// <summary>Doubles are written as Python writes them ("66123.0"), so that who reads the JSON without a schema still sees a
/// double, and makes the same canonical text of it.</summary>
sealed class PythonDoubleConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : throw new JsonException("not a finite number");

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        // Only rejected events have such values, and their dead letters must show them.
        if (double.IsFinite(value))
            writer.WriteRawValue(PythonFloat.Repr(value), skipInputValidation: true);
        else
            writer.WriteStringValue(PythonFloat.Repr(value));
    }
}

sealed class MarketTickerConverter : JsonConverter<MarketTicker>
{
    public override MarketTicker Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && MarketTicker.TryParse(reader.GetString(), out var ticker)
            ? ticker
            : throw new JsonException("not a market ticker");

    public override void Write(Utf8JsonWriter writer, MarketTicker value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

sealed class SideConverter : JsonConverter<Side>
{
    public override Side Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType != JsonTokenType.String ? throw new JsonException("neither yes nor no")
        : reader.ValueTextEquals("yes"u8) ? Side.Yes
        : reader.ValueTextEquals("no"u8) ? Side.No
        : throw new JsonException("neither yes nor no");

    public override void Write(Utf8JsonWriter writer, Side value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value switch { Side.Yes => "yes", Side.No => "no", _ => value.ToString() });
}

/// <summary>A level travels as the venue sends it: <c>["0.6100","25.00"]</c>, price in dollars, then contracts.</summary>
sealed class PriceLevelConverter : JsonConverter<PriceLevel>
{
    public override PriceLevel Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartArray
            && reader.Read() && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && Price.TryParse(reader.ValueSpan, out var price)
            && reader.Read() && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && Quantity.TryParse(reader.ValueSpan, out var size)
            && reader.Read() && reader.TokenType == JsonTokenType.EndArray)
            return new(price, size);
        throw new JsonException("not a level [price, size]");
    }

    public override void Write(Utf8JsonWriter writer, PriceLevel value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.Price.ToString());
        writer.WriteStringValue(value.Size.ToString());
        writer.WriteEndArray();
    }
}

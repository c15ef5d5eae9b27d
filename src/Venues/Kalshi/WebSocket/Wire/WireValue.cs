using System.Text;
using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>Reads the token under the reader as one of our units, or says which field holds what instead.</summary>
static class WireValue
{
    const int QuotedMax = 64;
    const int TextMax = 4096;

    internal static Price Price(ref Utf8JsonReader reader, string field) =>
        Trading.Price.TryParse(DecimalText(ref reader, field), out var price) ? price
        : throw new FrameFault($"{field}: {Quote(ref reader)} is not a price (0 to 1 dollar, at most {Trading.Price.Decimals} decimals)");

    internal static Quantity Quantity(ref Utf8JsonReader reader, string field) =>
        Trading.Quantity.TryParse(DecimalText(ref reader, field), out var quantity) ? quantity
        : throw new FrameFault($"{field}: {Quote(ref reader)} is not a quantity (at most {Trading.Quantity.Decimals} decimals)");

    /// <summary>A count of contracts that rest, traded or are open: never negative.</summary>
    internal static Quantity Size(ref Utf8JsonReader reader, string field)
    {
        var size = Quantity(ref reader, field);
        return size.Steps >= 0 ? size : throw new FrameFault($"{field}: {Quote(ref reader)} is negative");
    }

    /// <summary>An amount in dollars, finer than a price; may be negative.</summary>
    internal static MicroDollars Dollars(ref Utf8JsonReader reader, string field) =>
        MicroDollars.TryParse(DecimalText(ref reader, field), out var dollars) ? dollars
        : throw new FrameFault($"{field}: {Quote(ref reader)} is not an amount in dollars (at most {MicroDollars.Decimals} decimals)");

    internal static SpotPrice SpotPrice(ref Utf8JsonReader reader, string field) =>
        Trading.SpotPrice.TryParse(DecimalText(ref reader, field), out var price) ? price
        : throw new FrameFault($"{field}: {Quote(ref reader)} is not a spot price (positive, at most {Trading.SpotPrice.Decimals} decimals)");

    internal static Side Side(ref Utf8JsonReader reader, string field)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            if (reader.ValueTextEquals("yes"u8))
                return Trading.Side.Yes;
            if (reader.ValueTextEquals("no"u8))
                return Trading.Side.No;
        }
        throw new FrameFault($"{field}: {Quote(ref reader)} is neither yes nor no");
    }

    internal static MarketTicker Ticker(ref Utf8JsonReader reader, string field) =>
        reader.TokenType == JsonTokenType.String && MarketTicker.TryParse(Encoding.UTF8.GetString(Utf8(ref reader)), out var ticker) ? ticker
        : throw new FrameFault($"{field}: {Quote(ref reader)} is not a market ticker");

    internal static string Text(ref Utf8JsonReader reader, string field)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new FrameFault($"{field}: {Quote(ref reader)} is not text");
        var utf8 = Utf8(ref reader);
        return utf8.Length <= TextMax ? Encoding.UTF8.GetString(utf8)
            : throw new FrameFault($"{field}: {Quote(ref reader)} is longer than {TextMax} bytes");
    }

    internal static long Integer(ref Utf8JsonReader reader, string field, long min, long max = long.MaxValue) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) && value >= min && value <= max ? value
        : throw new FrameFault($"{field}: {Quote(ref reader)} is not an integer from {min}{(max == long.MaxValue ? "" : $" to {max}")}");

    internal static double Number(ref Utf8JsonReader reader, string field) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var value) && double.IsFinite(value) ? value
        : throw new FrameFault($"{field}: {Quote(ref reader)} is not a finite number");

    internal static bool Boolean(ref Utf8JsonReader reader, string field) =>
        reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.GetBoolean()
        : throw new FrameFault($"{field}: {Quote(ref reader)} is neither true nor false");

    internal static void Object(ref Utf8JsonReader reader, string field)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new FrameFault($"{field}: {Quote(ref reader)} is not an object");
    }

    internal static void Array(ref Utf8JsonReader reader, string field)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new FrameFault($"{field}: {Quote(ref reader)} is not an array");
    }

    /// <summary>The token's text without JSON escapes.</summary>
    internal static ReadOnlySpan<byte> Utf8(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;

    /// <summary>The token for an error message, shortened.</summary>
    internal static string Quote(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            return $"an {(reader.TokenType == JsonTokenType.StartArray ? "array" : "object")}";
        var text = Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, QuotedMax)]);
        return reader.TokenType == JsonTokenType.String ? $"'{text}'" : text;
    }

    // A number would have passed through somebody's floating point; the venue's units are text.
    static ReadOnlySpan<byte> DecimalText(ref Utf8JsonReader reader, string field) =>
        reader.TokenType == JsonTokenType.String ? Utf8(ref reader)
        : throw new FrameFault($"{field}: {Quote(ref reader)} is not decimal text");
}

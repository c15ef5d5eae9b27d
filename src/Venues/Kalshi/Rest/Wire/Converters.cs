using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>Reads one of our units, with the same strictness as the WebSocket reader.</summary>
abstract class UnitConverter<T> : JsonConverter<T>
{
    protected abstract T Parse(ref Utf8JsonReader reader);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Parse(ref reader);
        }
        catch (FrameFault fault)
        {
            throw new JsonException(fault.Message);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
}

sealed class PriceConverter : UnitConverter<Price>
{
    protected override Price Parse(ref Utf8JsonReader reader) => WireValue.Price(ref reader, "price");
}

sealed class QuantityConverter : UnitConverter<Quantity>
{
    protected override Quantity Parse(ref Utf8JsonReader reader) => WireValue.Quantity(ref reader, "quantity");
}

sealed class MarketTickerConverter : UnitConverter<MarketTicker>
{
    protected override MarketTicker Parse(ref Utf8JsonReader reader) => WireValue.Ticker(ref reader, "ticker");
}

sealed class SideConverter : UnitConverter<Side>
{
    protected override Side Parse(ref Utf8JsonReader reader) => WireValue.Side(ref reader, "side");

    public override void Write(Utf8JsonWriter writer, Side value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value == Side.Yes ? "yes" : "no");
}

sealed class BookSideConverter : UnitConverter<BookLevel[]>
{
    protected override BookLevel[] Parse(ref Utf8JsonReader reader)
    {
        List<BookLevel> levels = [];
        BookLevels.Read(ref reader, "levels", levels);
        return BookLevels.Ordered(levels, "levels");
    }
}

/// <summary>ISO 8601 text to whole Unix seconds, fractions cut; text without a zone is UTC, empty text is no time.</summary>
sealed class UnixSecondsConverter : UnixTimeConverter
{
    protected override long Of(DateTimeOffset time) => time.ToUnixTimeSeconds();
}

/// <summary>As <see cref="UnixSecondsConverter"/>, to whole milliseconds.</summary>
sealed class UnixMillisecondsConverter : UnixTimeConverter
{
    protected override long Of(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}

abstract class UnixTimeConverter : JsonConverter<long?>
{
    protected abstract long Of(DateTimeOffset time);

    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException($"{WireValue.Quote(ref reader)} is not a time");
        if (reader.ValueSpan.IsEmpty)
            return null;
        return DateTimeOffset.TryParse(
            reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? Of(time)
            : throw new JsonException($"{WireValue.Quote(ref reader)} is not a time");
    }

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options) => throw new NotSupportedException("times are only read");
}

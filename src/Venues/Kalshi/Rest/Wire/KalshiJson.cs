using System.Text.Json.Serialization;

namespace Kalshi.Venues;

/// <summary>Generated readers of the venue's answers: a missing field, a null where none may be and a field given twice are errors.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    Converters =
    [
        typeof(PriceConverter), typeof(QuantityConverter), typeof(MarketTickerConverter), typeof(SideConverter), typeof(BookSideConverter),
    ])]
[JsonSerializable(typeof(MarketsAnswer))]
[JsonSerializable(typeof(MarketEnvelope))]
[JsonSerializable(typeof(MarketAnswer))]
[JsonSerializable(typeof(TradesAnswer))]
[JsonSerializable(typeof(TradeAnswer))]
[JsonSerializable(typeof(SeriesEnvelope))]
[JsonSerializable(typeof(SeriesAnswer))]
[JsonSerializable(typeof(BookEnvelope))]
[JsonSerializable(typeof(BooksAnswer))]
[JsonSerializable(typeof(BookOfMarket))]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(BalanceAnswer))]
sealed partial class KalshiJson : JsonSerializerContext;

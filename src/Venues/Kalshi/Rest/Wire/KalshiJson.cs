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
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(ScheduleEnvelope))]
[JsonSerializable(typeof(AnnouncementsAnswer))]
[JsonSerializable(typeof(AnnouncementAnswer))]
[JsonSerializable(typeof(UserDataAnswer))]
[JsonSerializable(typeof(LimitsAnswer))]
[JsonSerializable(typeof(CostsAnswer))]
[JsonSerializable(typeof(MarketsAnswer))]
[JsonSerializable(typeof(MarketEnvelope))]
[JsonSerializable(typeof(MarketAnswer))]
[JsonSerializable(typeof(BookEnvelope))]
[JsonSerializable(typeof(BooksAnswer))]
[JsonSerializable(typeof(BookOfMarket))]
[JsonSerializable(typeof(TradesAnswer))]
[JsonSerializable(typeof(TradeAnswer))]
[JsonSerializable(typeof(SeriesEnvelope))]
[JsonSerializable(typeof(SeriesListAnswer))]
[JsonSerializable(typeof(SeriesAnswer))]
[JsonSerializable(typeof(FeeChangesAnswer))]
[JsonSerializable(typeof(FeeChangeAnswer))]
[JsonSerializable(typeof(EventsAnswer))]
[JsonSerializable(typeof(EventEnvelope))]
[JsonSerializable(typeof(EventAnswer))]
[JsonSerializable(typeof(CutoffAnswer))]
[JsonSerializable(typeof(CandlesticksAnswer))]
[JsonSerializable(typeof(CandlestickAnswer))]
[JsonSerializable(typeof(HistoricalCandlestickAnswer))]
sealed partial class KalshiJson : JsonSerializerContext;

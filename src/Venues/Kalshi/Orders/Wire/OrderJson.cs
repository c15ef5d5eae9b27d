using System.Text.Json.Serialization;

namespace Kalshi.Venues;

/// <summary>Generated readers and writers of orders and portfolio, as strict as <see cref="KalshiJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    Converters = [typeof(PriceConverter), typeof(QuantityConverter), typeof(MarketTickerConverter), typeof(SideConverter)])]
[JsonSerializable(typeof(CreateOrderBody))]
[JsonSerializable(typeof(CreateOrderAnswer))]
[JsonSerializable(typeof(CancelOrderAnswer))]
[JsonSerializable(typeof(CancelBatchBody))]
[JsonSerializable(typeof(DecreaseOrderBody))]
[JsonSerializable(typeof(CancelBatchAnswer))]
[JsonSerializable(typeof(OrderEnvelope))]
[JsonSerializable(typeof(OrdersAnswer))]
[JsonSerializable(typeof(OrderAnswer))]
[JsonSerializable(typeof(FillsAnswer))]
[JsonSerializable(typeof(FillAnswer))]
[JsonSerializable(typeof(PositionsAnswer))]
[JsonSerializable(typeof(PositionAnswer))]
[JsonSerializable(typeof(OrderGroupBody))]
[JsonSerializable(typeof(OrderGroupAnswer))]
[JsonSerializable(typeof(BalanceAnswer))]
sealed partial class OrderJson : JsonSerializerContext;

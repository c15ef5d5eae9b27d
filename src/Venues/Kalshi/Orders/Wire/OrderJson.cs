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
[JsonSerializable(typeof(CreateBatchBody))]
[JsonSerializable(typeof(AmendOrderBody))]
[JsonSerializable(typeof(DecreaseOrderBody))]
[JsonSerializable(typeof(CancelBatchBody))]
[JsonSerializable(typeof(OrderGroupBody))]
[JsonSerializable(typeof(CreateOrderAnswer))]
[JsonSerializable(typeof(CreateBatchAnswer))]
[JsonSerializable(typeof(AmendOrderAnswer))]
[JsonSerializable(typeof(DecreaseOrderAnswer))]
[JsonSerializable(typeof(CancelOrderAnswer))]
[JsonSerializable(typeof(CancelBatchAnswer))]
[JsonSerializable(typeof(OrderGroupCreated))]
[JsonSerializable(typeof(OrderEnvelope))]
[JsonSerializable(typeof(OrdersAnswer))]
[JsonSerializable(typeof(OrderAnswer))]
[JsonSerializable(typeof(FillsAnswer))]
[JsonSerializable(typeof(FillAnswer))]
[JsonSerializable(typeof(PositionsAnswer))]
[JsonSerializable(typeof(PositionAnswer))]
[JsonSerializable(typeof(SettlementsAnswer))]
[JsonSerializable(typeof(SettlementAnswer))]
[JsonSerializable(typeof(BalanceAnswer))]
[JsonSerializable(typeof(RestingValueAnswer))]
[JsonSerializable(typeof(QueuePositionAnswer))]
[JsonSerializable(typeof(QueuePositionsAnswer))]
[JsonSerializable(typeof(QueuePositionOfOrder))]
[JsonSerializable(typeof(OrderGroupsAnswer))]
[JsonSerializable(typeof(OrderGroupAnswer))]
sealed partial class OrderJson : JsonSerializerContext;

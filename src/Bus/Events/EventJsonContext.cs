using System.Text.Json.Serialization;
using Kalshi.Grains.Events;

namespace Kalshi.Bus;

// Strict: every field present, none unknown, none twice, null only where the record allows it.
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    NumberHandling = JsonNumberHandling.Strict,
    MaxDepth = 8,
    Converters =
    [
        typeof(PriceConverter), typeof(QuantityConverter), typeof(MoneyConverter), typeof(SpotPriceConverter), typeof(DecimalConverter),
        typeof(PythonDoubleConverter), typeof(MarketTickerConverter), typeof(SideConverter), typeof(PriceLevelConverter),
        typeof(MarketPlaceConverter), typeof(SettingConverter),
    ])]
[JsonSerializable(typeof(SpotTick))]
[JsonSerializable(typeof(QuoteUpdate))]
[JsonSerializable(typeof(OrderBookSnapshot))]
[JsonSerializable(typeof(OrderBookDelta))]
[JsonSerializable(typeof(FeedGap))]
[JsonSerializable(typeof(MarketLifecycle))]
[JsonSerializable(typeof(ContractUpdate))]
[JsonSerializable(typeof(EdgeSnapshot))]
[JsonSerializable(typeof(OpportunityDecision))]
[JsonSerializable(typeof(ExecutionOrder))]
[JsonSerializable(typeof(ExecutionFill))]
[JsonSerializable(typeof(OperatorAction))]
[JsonSerializable(typeof(ReconciliationFinding))]
[JsonSerializable(typeof(PnlSnapshot))]
[JsonSerializable(typeof(RiskLimitsSet))]
[JsonSerializable(typeof(EdgeTick))]
[JsonSerializable(typeof(DecisionTick))]
[JsonSerializable(typeof(TakeVerdict))]
[JsonSerializable(typeof(SettingsInForce))]
sealed partial class EventJsonContext : JsonSerializerContext;

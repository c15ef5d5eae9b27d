using Kalshi.Trading;

namespace Kalshi.Grains;

/// <summary>What a take asks for.</summary>
/// <param name="OpportunityKey">Idempotency key of the decision.</param>
/// <param name="LimitPrice">The side's ask at the decision.</param>
[GenerateSerializer, Immutable, Alias("kalshi.order_intent")]
public sealed record OrderIntent(
    [property: Id(0)] string OpportunityKey,
    [property: Id(1)] MarketTicker Market,
    [property: Id(2)] Side Side,
    [property: Id(3)] Quantity Quantity,
    [property: Id(4)] Price LimitPrice,
    [property: Id(5)] long DecidedTs);

using Kalshi.Trading;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains;

/// <summary>What an order asks for. Immutable: whoever opens an order again opens the same one.</summary>
/// <param name="OpportunityKey">Idempotency key of the decision; of an exit, what asked for it.</param>
/// <param name="Side">The side that is bought, or sold when <paramref name="Effect"/> is Close.</param>
/// <param name="LimitPrice">Limit of the side in dollars; of a take, the side's ask at the decision.</param>
/// <param name="DecidedTs">Unix seconds.</param>
/// <param name="Effect">Close never sells more than is held.</param>
/// <param name="PostOnly">Never takes; only for orders that rest.</param>
/// <param name="ExpirationTs">Unix seconds; null never expires. Only for orders that rest.</param>
/// <param name="Strategy">Who decided, for limits and the gate.</param>
/// <param name="Operator">Who sells by hand; null for whatever the system decides. Only an exit has one, and it passes a halt.</param>
[GenerateSerializer, Immutable, Alias("kalshi.order_intent")]
public sealed record OrderIntent(
    [property: Id(0)] string OpportunityKey,
    [property: Id(1)] MarketTicker Market,
    [property: Id(2)] Side Side,
    [property: Id(3)] Quantity Quantity,
    [property: Id(4)] Price LimitPrice,
    [property: Id(5)] long DecidedTs,
    [property: Id(6)] OrderEffect Effect = OrderEffect.Open,
    [property: Id(7)] TimeInForce TimeInForce = TimeInForce.ImmediateOrCancel,
    [property: Id(8)] bool PostOnly = false,
    [property: Id(9)] long? ExpirationTs = null,
    [property: Id(10)] string Strategy = GateScope.EdgeStrategy,
    [property: Id(11)] string? Operator = null);

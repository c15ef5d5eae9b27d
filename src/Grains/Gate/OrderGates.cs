using Kalshi.Grains.Events;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Gate;

/// <summary>Asks the gates' grains.</summary>
public sealed class OrderGates(IGrainFactory grains) : IOrderGates
{
    public Task<GateVerdict> OfTakeAsync(OpportunityDecision take) => TradingGates.AdmitAsync(grains, take.Market, reducesExposure: false);

    public Task<GateVerdict> OfOrderAsync(string orderId, OrderIntent intent) => TradingGates.AdmitAsync(
        grains, GateScope.Kalshi, intent.Market.Series, intent.Strategy, intent.Effect == OrderEffect.Close, intent.Operator is not null);
}

namespace Kalshi.Trading.Risk;

/// <summary>Whether an order may be added to what is at stake already.</summary>
public static class RiskRules
{
    /// <param name="held">Positions, and orders that rest or whose fate is unknown.</param>
    /// <param name="grantsLastMinute">Orders granted in the last 60 s.</param>
    /// <param name="dayPnl">Realised since midnight UTC.</param>
    /// <returns>Null when it may, else the first limit that forbids it: one word, and after a colon its numbers.</returns>
    public static string? Refuse(RiskLimits limits, IReadOnlyCollection<Stake> held, OrderStake order, int grantsLastMinute, Money dayPnl)
    {
        if (order.Rest.Steps <= 0)
            return $"risk_order_contracts: {order.Rest} contracts are no order";
        if (grantsLastMinute >= limits.OrdersPerMinute)
            return $"risk_orders_per_minute: {grantsLastMinute} of {limits.OrdersPerMinute} were granted in the last 60 s";
        if (order.Reduces)
            return null;
        // Before anything is multiplied: an absurd quantity has no cost that can be written down.
        if (order.Rest > limits.Order.Contracts)
            return $"risk_order_contracts: {order.Rest} > {limits.Order.Contracts}";

        var stake = order.Stake;
        return Over("order", limits.Order, [], stake)
            ?? Over("market", limits.Market, held.Where(s => s.Market == stake.Market), stake)
            ?? Over("series", limits.Series, held.Where(s => s.Market.Series == stake.Market.Series), stake)
            ?? Over("venue", limits.Venue, held.Where(s => s.Venue == stake.Venue), stake)
            ?? Over("total", limits.Total, held, stake)
            ?? OverWhole(limits, held, stake, dayPnl);
    }

    static string? Over(string scope, ExposureCap cap, IEnumerable<Stake> held, Stake order)
    {
        var used = Exposure.Of(held);
        return used.Contracts + order.Contracts > cap.Contracts
                ? $"risk_{scope}_contracts: {used.Contracts} + {order.Contracts} > {cap.Contracts}"
            : used.Notional + order.Notional > cap.Notional ? $"risk_{scope}_notional: {used.Notional} + {order.Notional} > {cap.Notional}"
            : null;
    }

    static string? OverWhole(RiskLimits limits, IReadOnlyCollection<Stake> held, Stake order, Money dayPnl)
    {
        var used = Exposure.Of(held);
        var isNew = held.All(s => s.Market != order.Market || s.Contracts.IsZero);
        var loss = used.WorstCaseLoss + order.WorstCaseLoss;
        return isNew && used.Markets >= limits.OpenPositions ? $"risk_open_positions: {used.Markets} of {limits.OpenPositions} are open"
            : loss > limits.WorstCaseLoss
                ? $"risk_worst_case_loss: {used.WorstCaseLoss} + {order.WorstCaseLoss} > {limits.WorstCaseLoss}"
            : loss - dayPnl > limits.DailyLoss
                ? $"risk_daily_loss: today's {dayPnl} and a worst case of {loss} would pass {limits.DailyLoss}"
            : null;
    }
}

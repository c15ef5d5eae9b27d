namespace Kalshi.Trading.Risk;

/// <summary>An order that may still fill.</summary>
/// <param name="Rest">Contracts that have not filled.</param>
/// <param name="Reduces">An exit: it puts nothing at stake.</param>
public sealed record OrderStake(string Venue, MarketTicker Market, Price LimitPrice, Quantity Rest, bool Reduces)
{
    /// <summary>Contracts whose fills are known.</summary>
    public Quantity Filled { get; init; }

    /// <summary>What the rest can cost. The taker's fee at the limit is the worst: cost and fee together only grow with the price.</summary>
    public Stake Stake
    {
        get
        {
            if (Reduces || Rest.IsZero)
                return new(Venue, Market, Quantity.Zero, Money.Zero, Money.Zero);
            var notional = (LimitPrice * Rest).Ceiling();
            var fee = VenueFeeSchedule.General.Begin(VenueFeeRule.CentPerOrder).Charge(new(VenueFeeRole.Taker, LimitPrice, Rest)).Net.Ceiling();
            return new(Venue, Market, Rest, notional, notional + fee);
        }
    }
}

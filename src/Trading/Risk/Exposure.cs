namespace Kalshi.Trading.Risk;

/// <summary>The sum of stakes.</summary>
/// <param name="Markets">Distinct markets with something at stake.</param>
public sealed record Exposure(Money Notional, Quantity Contracts, Money WorstCaseLoss, int Markets)
{
    public static Exposure Of(IEnumerable<Stake> stakes)
    {
        var (notional, contracts, loss) = (Money.Zero, Quantity.Zero, Money.Zero);
        var markets = new HashSet<MarketTicker>();
        foreach (var stake in stakes)
        {
            notional += stake.Notional;
            contracts += stake.Contracts;
            loss += stake.WorstCaseLoss;
            if (!stake.Contracts.IsZero)
                markets.Add(stake.Market);
        }
        return new(notional, contracts, loss, markets.Count);
    }
}

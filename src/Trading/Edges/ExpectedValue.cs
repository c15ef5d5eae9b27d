using Kalshi.Trading.Fees;

namespace Kalshi.Trading.Edges;

/// <summary>Expected profit of buying contracts, in dollars (strategy.md section 6). Resting orders are charged the taker fee too.</summary>
public static class ExpectedValue
{
    /// <summary>Payout − cost − fee of buying <paramref name="contracts"/> YES at <paramref name="priceCents"/>.</summary>
    /// <returns>Null without a probability, a price or a fee.</returns>
    public static double? BuyYes(double? probabilityYes, double? priceCents, long contracts = 1) =>
        probabilityYes is { } p ? Buy(p, priceCents, contracts) : null;

    /// <summary>As <see cref="BuyYes"/> for NO, whose probability is the complement.</summary>
    public static double? BuyNo(double? probabilityYes, double? priceCents, long contracts = 1) =>
        probabilityYes is { } p ? Buy(1.0 - p, priceCents, contracts) : null;

    /// <summary><see cref="BuyYes"/> or <see cref="BuyNo"/>.</summary>
    public static double? Buy(Side side, double? probabilityYes, double? priceCents, long contracts = 1) =>
        side == Side.Yes ? BuyYes(probabilityYes, priceCents, contracts) : BuyNo(probabilityYes, priceCents, contracts);

    /// <summary>Proceeds − expected payout − fee of selling contracts of a side, which is buying the other side at the complement of the
    /// price: the four ways to trade are two.</summary>
    public static double? Sell(Side side, double? probabilityYes, double? priceCents, long contracts = 1) =>
        Buy(side == Side.Yes ? Side.No : Side.Yes, probabilityYes, 100.0 - priceCents, contracts);

    static double? Buy(double probability, double? priceCents, long contracts)
    {
        if (priceCents is not { } price || ReferenceFee.TakerDollars(price, contracts) is not { } fee)
            return null;
        var cost = price / 100.0 * contracts;
        var payout = probability * contracts;
        return payout - cost - fee;
    }
}

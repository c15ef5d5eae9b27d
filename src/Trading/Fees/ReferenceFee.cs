namespace Kalshi.Trading.Fees;

/// <summary>The taker fee as the reference strategy counts it when it weighs an expected value, in dollars from prices in cents.</summary>
/// <remarks>It differs on purpose from the venue's per-fill rule: whole cents, rounded up, for resting orders too. Only the strategy's
/// own arithmetic uses it; booked fees come from the venue's rule.</remarks>
public static class ReferenceFee
{
    const double Coefficient = 0.07;

    /// <summary>ceil(0.07 · contracts · p · (1 − p) · 100) / 100 with p = price / 100, evaluated left to right in doubles: the rounding
    /// up makes the order of the operations visible (7.000000000000001 cents are 8).</summary>
    /// <param name="priceCents">0 to 100; exactly 0 and exactly 100 cost nothing.</param>
    /// <param name="contracts">At least one.</param>
    /// <returns>Dollars; null when the price is absent, not finite or outside 0 to 100, or when there is no contract.</returns>
    public static double? TakerDollars(double? priceCents, long contracts)
    {
        if (priceCents is not { } cents || contracts <= 0 || !(cents >= 0.0 && cents <= 100.0))
            return null;
        if (cents is 0.0 or 100.0)
            return 0.0;
        var price = cents / 100.0;
        var raw = Coefficient * contracts * price * (1.0 - price);
        return Math.Ceiling(raw * 100.0) / 100.0;
    }

    /// <summary>How many contracts a budget pays for, fees not counted: floor(budget / (price / 100)).</summary>
    /// <returns>0 when the budget or the price is not positive, or the price is absent.</returns>
    public static long MaxContractsForBudget(double budgetDollars, double? priceCents)
    {
        if (!(budgetDollars > 0.0) || priceCents is not { } cents || !(cents / 100.0 > 0.0))
            return 0;
        var price = cents / 100.0;
        // As Python's // does it: the floor of the exact quotient, not of the rounded one (0.3 buys two contracts at 10 cents).
        var quotient = Math.Round((budgetDollars - budgetDollars % price) / price);
        return quotient >= long.MaxValue ? long.MaxValue : (long)quotient;
    }
}

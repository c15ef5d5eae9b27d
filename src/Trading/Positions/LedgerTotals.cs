namespace Kalshi.Trading;

/// <summary>Sums over everything that an account ever booked, kept beside its positions so that the two can contradict each other.</summary>
/// <param name="Spent">Paid for contracts, without fees.</param>
/// <param name="Received">Proceeds of sales and payouts of settlements, without fees.</param>
public sealed record LedgerTotals(Money Spent, Money Received, Quantity Bought, Quantity Sold, Quantity Settled)
{
    public static LedgerTotals Zero { get; } = new(Money.Zero, Money.Zero, Quantity.Zero, Quantity.Zero, Quantity.Zero);
}

namespace Kalshi.Trading;

/// <summary>Contracts of one side of one market, at what they cost.</summary>
/// <param name="Quantity">Contracts held, positive.</param>
/// <param name="Cost">What was paid for them, without fees.</param>
/// <param name="Fees">Fees paid so far.</param>
/// <param name="OpenedTs">Time of the first fill, Unix seconds.</param>
public sealed record Position(MarketTicker Market, Side Side, Quantity Quantity, Money Cost, Money Fees, long OpenedTs)
{
    /// <summary>What the position pays when the market settles: one dollar a contract, or nothing.</summary>
    /// <param name="outcome">1 when YES won, 0 when NO won.</param>
    /// <exception cref="ArgumentOutOfRangeException">An outcome other than 0 and 1.</exception>
    public Money Payout(int outcome) => outcome switch
    {
        1 => Side == Side.Yes ? FaceValue : Money.Zero,
        0 => Side == Side.No ? FaceValue : Money.Zero,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, $"{Market}: an outcome is 0 or 1"),
    };

    /// <summary>Profit or loss, fees included, once the market has settled.</summary>
    public Money RealizedPnl(int outcome) => Payout(outcome) - Cost - Fees;

    Money FaceValue => (Price.One * Quantity).Floor();
}

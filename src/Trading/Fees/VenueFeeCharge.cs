namespace Kalshi.Trading;

/// <summary>What the venue takes for one fill.</summary>
/// <param name="Revenue">What the fill brings in before fees; negative for a buyer.</param>
/// <param name="TradeFee">The fee of the model, rounded up.</param>
/// <param name="RoundingFee">What brings the balance back to the account's precision.</param>
/// <param name="Rebate">Whole cents of earlier rounding fees of the same order, given back.</param>
public readonly record struct VenueFeeCharge(MicroDollars Revenue, Money TradeFee, MicroDollars RoundingFee, Money Rebate)
{
    /// <summary>Trade fee and rounding fee less the rebate; never negative.</summary>
    public MicroDollars Net => MicroDollars.From(TradeFee) + RoundingFee - MicroDollars.From(Rebate);

    /// <summary>By how much the account's balance changes.</summary>
    public MicroDollars BalanceChange => Revenue - Net;
}

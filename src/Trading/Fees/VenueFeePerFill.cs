namespace Kalshi.Trading;

/// <summary><see cref="VenueFeeRule.FillToCent"/> and <see cref="VenueFeeRule.FillToCenticent"/>: every fill leaves the
/// balance on its grid, and what that overcharged comes back in whole cents.</summary>
/// <remarks>Source: docs.kalshi.com/getting_started/fee_rounding. The page promises at once that a rebate is due when more
/// than a cent has accumulated, that it is whole cents, and that no net fee is negative. These meet only if a rebate that
/// exceeds its fill's fee waits for a later fill, which is what happens here.</remarks>
sealed class VenueFeePerFill(VenueFeeSchedule schedule, MicroDollars precision) : VenueFeeAccount
{
    MicroDollars _overpaid;

    public override VenueFeeCharge Charge(in VenueFeeFill fill) => Charge(fill.Revenue, schedule.TradeFee(fill));

    internal VenueFeeCharge Charge(MicroDollars revenue, Money tradeFee)
    {
        var exactChange = revenue - MicroDollars.From(tradeFee);
        var roundingFee = exactChange - exactChange.FloorTo(precision);
        _overpaid += roundingFee;

        var fee = MicroDollars.From(tradeFee) + roundingFee;
        var due = (_overpaid - MicroDollars.FromSteps(1)).FloorTo(MicroDollars.Cent);
        var rebate = Max(Min(due, fee.FloorTo(MicroDollars.Cent)), MicroDollars.Zero);
        _overpaid -= rebate;
        return new(revenue, tradeFee, roundingFee, rebate.Floor());
    }

    static MicroDollars Min(MicroDollars a, MicroDollars b) => a < b ? a : b;

    static MicroDollars Max(MicroDollars a, MicroDollars b) => a > b ? a : b;
}

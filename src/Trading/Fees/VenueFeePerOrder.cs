namespace Kalshi.Trading;

/// <summary><see cref="VenueFeeRule.CentPerOrder"/>: each fill is charged what it adds to the order's fee in whole cents.</summary>
sealed class VenueFeePerOrder(VenueFeeSchedule schedule) : VenueFeeAccount
{
    static readonly Money Cent = Money.FromSteps(Money.Scale / 100);

    Int128 _exact;
    Money _charged;

    public override VenueFeeCharge Charge(in VenueFeeFill fill)
    {
        _exact += schedule.ExactFee(fill);
        var due = VenueFeeSchedule.Ceiling(_exact, Cent);
        var fee = due - _charged;
        _charged = due;
        return new(fill.Revenue, fee, MicroDollars.Zero, Money.Zero);
    }
}

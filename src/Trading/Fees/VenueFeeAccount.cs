namespace Kalshi.Trading;

/// <summary>The fees of one order, fill by fill in the order in which they happened.</summary>
/// <remarks>What a fill costs depends on the fills before it. After a restart, charge the order's stored fills again.</remarks>
public abstract class VenueFeeAccount
{
    /// <exception cref="OverflowException">More than <see cref="Money"/> holds.</exception>
    public abstract VenueFeeCharge Charge(in VenueFeeFill fill);
}

namespace Kalshi.VenueSimulator;

/// <summary>What one order pays in fees, fill by fill: the trade fee, what brings the balance to the account's precision, less whole
/// cents of what that overcharged so far.</summary>
/// <remarks>Source: docs.kalshi.com/getting_started/fee_rounding. A rebate is due when more than a cent has accumulated and never makes a
/// fill's fee negative: what exceeds it waits for a later fill.</remarks>
/// <param name="precision">Dollars: 0.0001 for direct members, 0.01 for others.</param>
sealed class OrderFees(decimal precision)
{
    const decimal Cent = 0.01m;
    const decimal SmallestStep = 0.000_001m;

    decimal _overpaid;

    /// <param name="revenue">What the fill brings in before fees, dollars; negative for a buyer.</param>
    /// <param name="tradeFee">The fee of the model, dollars.</param>
    /// <returns>The fill's fee, dollars; never negative.</returns>
    internal decimal Charge(decimal revenue, decimal tradeFee)
    {
        var change = revenue - tradeFee;
        var rounding = change - Floor(change, precision);
        _overpaid += rounding;
        var fee = tradeFee + rounding;
        var due = Floor(_overpaid - SmallestStep, Cent);
        var rebate = Math.Max(Math.Min(due, Floor(fee, Cent)), 0);
        _overpaid -= rebate;
        return fee - rebate;
    }

    static decimal Floor(decimal amount, decimal grid) => decimal.Floor(amount / grid) * grid;
}

using Kalshi.Trading;

namespace Kalshi.Grains.Orders;

/// <summary>How orders are followed. Times are of the venue's clock.</summary>
public sealed record OrderOptions
{
    /// <summary>An intent that waits longer than this before it is sent is denied: its prices are history (default: 10 s).</summary>
    public int MaxIntentAgeSeconds { get; init; } = 10;

    /// <summary>How often an order with an unknown outcome asks by itself before it raises the gate; reconciliation goes on asking
    /// (default: 8).</summary>
    public int QueriesMax { get; init; } = 8;

    /// <summary>Wait before the first query; it doubles with each, up to <see cref="QueryWaitMax"/> (default: 0.5 s).</summary>
    public TimeSpan QueryWait { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Longest wait between two queries (default: 10 s).</summary>
    public TimeSpan QueryWaitMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long after sending a complete listing without the order proves that it never arrived. The venue takes a signed
    /// request for seconds only, so that no copy can still be under way by then (default: 60 s).</summary>
    public int AbsenceProofSeconds { get; init; } = 60;

    /// <summary>How the venue rounds this account's fees, for checking what it charges.</summary>
    public VenueFeeRule FeeRule { get; init; } = VenueFeeRule.FillToCenticent;

    /// <summary>What a fee may differ from our own calculation before it is an alarm (default: 0.0001 dollar).</summary>
    public Money FeeTolerance { get; init; } = Money.FromSteps(1);
}

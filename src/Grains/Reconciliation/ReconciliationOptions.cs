using Kalshi.Trading;

namespace Kalshi.Grains.Reconciliation;

/// <summary>How an account is compared with its venue.</summary>
public sealed record ReconciliationOptions
{
    /// <summary>How far back orders and fills are read, beyond the last complete run (default: 3600 s).</summary>
    public int LookBackSeconds { get; init; } = 3600;

    /// <summary>How many looks in a row must find the same difference before it counts: a fill may have come in between two
    /// listings (default: 3).</summary>
    public int Looks { get; init; } = 3;

    /// <summary>How long after its close a market may be settled on one side and not yet on the other (default: 3600 s).</summary>
    public int SettlementGraceSeconds { get; init; } = 3600;

    /// <summary>What the venue's balance, which comes in cents, may differ from ours (default: 0.02 dollar).</summary>
    public Money BalanceTolerance { get; init; } = Money.FromSteps(200);
}

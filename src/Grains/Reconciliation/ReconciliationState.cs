using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Grains.Reconciliation;

/// <summary>What outlives the process: where reading goes on, and what an operator has not seen yet.</summary>
public sealed record ReconciliationState
{
    /// <summary>The last complete run, Unix seconds.</summary>
    public long? RunTs { get; init; }

    /// <summary>The venue's balance at a moment when everything agreed, less our cash then: what the account had before us.</summary>
    public Money? Baseline { get; init; }

    public IReadOnlyList<ReconciliationFinding> Unexplained { get; init; } = [];

    /// <summary>What an operator has seen lately: not to be found again as long as the venue lists it.</summary>
    public IReadOnlyList<ReconciliationFinding> Acknowledged { get; init; } = [];

    /// <summary>Findings ever, for their ids.</summary>
    public long Findings { get; init; }
}

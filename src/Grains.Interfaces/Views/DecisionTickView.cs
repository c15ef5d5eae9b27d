using Kalshi.Grains.Events;

namespace Kalshi.Grains;

/// <summary>What the last batch was made of, and totals since activation.</summary>
/// <param name="TakesWithheld">Takes that the trading gate did not let become orders.</param>
/// <param name="Orders">Takes that became orders, whatever became of these.</param>
/// <param name="ShadowOrders">Takes recorded instead of sent: shadow mode, or the last stage of a recovery.</param>
/// <param name="OrdersFailed">Takes whose order ended in an error; the order's own state says how far it got.</param>
[GenerateSerializer, Immutable, Alias("kalshi.view.decision_tick")]
public sealed record DecisionTickView(
    [property: Id(0)] long? AsOfTs,
    [property: Id(1)] IReadOnlyList<OpportunityDecision> Decisions,
    [property: Id(2)] long Decided,
    [property: Id(3)] long Takes,
    [property: Id(4)] long TakesWithheld,
    [property: Id(5)] string? LastWithheldReason,
    [property: Id(6)] long Orders,
    [property: Id(7)] long ShadowOrders,
    [property: Id(8)] long OrdersFailed,
    [property: Id(9)] string? LastOrderFailure);

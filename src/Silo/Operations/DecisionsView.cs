using Kalshi.Grains;
using Kalshi.Grains.Events;

namespace Kalshi.Silo.Operations;

/// <summary>The last batch's decisions; takes only unless the reasons of the passes are asked for.</summary>
sealed record DecisionsView(
    long? AsOfTs, IReadOnlyList<OpportunityDecision> Decisions, long Decided, long Takes, long TakesWithheld, string? LastWithheldReason,
    long Orders, IReadOnlyDictionary<string, int> Reasons)
{
    internal static DecisionsView Of(DecisionTickView tick, bool why) => new(
        tick.AsOfTs,
        why ? tick.Decisions : [.. tick.Decisions.Where(d => d.WouldTrade)],
        tick.Decided,
        tick.Takes,
        tick.TakesWithheld,
        tick.LastWithheldReason,
        tick.Orders,
        tick.Decisions.Where(d => d.ReasonNotEligible is not null).GroupBy(d => d.ReasonNotEligible!).ToDictionary(g => g.Key, g => g.Count()));
}

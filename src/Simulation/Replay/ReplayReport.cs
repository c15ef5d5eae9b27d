using Kalshi.Grains.Events;

namespace Kalshi.Simulation.Replay;

/// <summary>What a replay brought about.</summary>
/// <param name="MarketEvents">Events that were played.</param>
/// <param name="Produced">Decisions, orders, fills and operator actions, in the order in which they were recorded.</param>
/// <param name="Hash">Of <paramref name="Produced"/> and of every book at the end.</param>
sealed record ReplayReport(
    long MarketEvents,
    IReadOnlyList<DomainEvent> Produced,
    TimeSpan Simulated,
    long Turns,
    ulong Hash)
{
    internal int Decisions => Produced.OfType<OpportunityDecision>().Count();

    internal int Takes => Produced.OfType<OpportunityDecision>().Count(d => d.WouldTrade);

    internal int Fills => Produced.OfType<ExecutionFill>().Count();
}

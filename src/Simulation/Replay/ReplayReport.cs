using Kalshi.Grains.Events;

namespace Kalshi.Simulation.Replay;

/// <summary>What a replay brought about.</summary>
/// <param name="MarketEvents">Events that were played.</param>
/// <param name="Produced">Decisions, orders and fills, and of the record of a whole system its ticks too, in the order in which they were recorded.</param>
/// <param name="Hash">Of <paramref name="Produced"/>; of a capture also of every book at the end.</param>
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

using Kalshi.Grains.Events;

namespace Kalshi.Simulation.Replay.Sessions;

/// <summary>A record beside its replay.</summary>
/// <param name="Events">Events of the record that were compared.</param>
/// <param name="Unfinished">Ticks that the process did not get to the end of: nothing of them is compared.</param>
/// <param name="ByHand">Orders that no decision caused: they are given in.</param>
/// <param name="RecordedHash">Of what was compared.</param>
sealed record SessionComparison(
    int Events, int Unfinished, int ByHand, ulong RecordedHash, ulong ReplayedHash, ReplayDifference? Difference)
{
    internal static SessionComparison Of(IReadOnlyList<ReplayedEvent> record, IReadOnlyList<DomainEvent> replayed)
    {
        var payloads = record.Select(e => e.Payload).ToArray();
        var decided = payloads.OfType<DecisionTick>().Select(t => t.AsOfTs).ToHashSet();
        var unfinished = replayed.Concat(payloads).OfType<EdgeSnapshot>().Select(s => s.AsOfTs).Where(ts => !decided.Contains(ts)).ToHashSet();
        var takes = record.Where(e => e.Payload is OpportunityDecision { WouldTrade: true }).Select(e => e.Envelope.IdempotencyKey).ToHashSet();
        var byHand = payloads.OfType<ExecutionOrder>().Where(o => o.OpportunityKey is not { } key || !takes.Contains(key)).Select(o => o.OrderId).ToHashSet();

        var first = SessionSeries.Of(payloads.Where(IsCompared));
        var second = SessionSeries.Of(replayed.Where(IsCompared));
        return new(first.Count, unfinished.Count, byHand.Count, first.Hash, second.Hash, ReplayDifference.Find(first, second));

        bool IsCompared(DomainEvent payload) => payload switch
        {
            EdgeSnapshot e => !unfinished.Contains(e.AsOfTs),
            OpportunityDecision e => !unfinished.Contains(e.TsEval),
            TakeVerdict e => !unfinished.Contains(e.TsEval),
            ExecutionOrder e => !byHand.Contains(e.OrderId),
            ExecutionFill e => !byHand.Contains(e.OrderId),
            _ => true,
        };
    }
}

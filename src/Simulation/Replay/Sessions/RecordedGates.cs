using Kalshi.Grains;
using Kalshi.Grains.Events;

namespace Kalshi.Simulation.Replay.Sessions;

/// <summary>The gates' answers from the record, given at the record's times.</summary>
sealed class RecordedGates(RecordedSession session, RecordedClock clock) : IOrderGates
{
    readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    static readonly GateVerdict Passes = new(true, GateMode.Active, null, null, null, false);

    public Task<GateVerdict> OfTakeAsync(OpportunityDecision take) => Task.FromResult(session.Verdict(take) is { } said
        ? new GateVerdict(said.Admitted, said.Admitted ? GateMode.Active : GateMode.Halted, said.Scope, said.Word, null, said.ShadowOnly)
        : Passes);

    public Task<GateVerdict> OfOrderAsync(string orderId, OrderIntent intent)
    {
        if (session.Order(orderId) is not { } order)
            return Task.FromResult(Passes);
        // Asked once before it asks for room, and once more before it goes out.
        clock.Set(_asked.Add(orderId) ? order.AskedTs : order.FillTs ?? order.EndTs);
        return Task.FromResult(order.GateWord is { } word ? new(false, GateMode.Halted, GateScope.Global, word, null, false) : Passes);
    }
}

using Kalshi.Grains.Events;
using Kalshi.Simulation.Bus;
using Kalshi.Simulation.Storage;
using Kalshi.Simulation.Tracing;

namespace Kalshi.Simulation.Invariants;

/// <summary>Sees every effect on the outside, writes it to the trace, and lets every invariant look at it.</summary>
sealed class Auditor
{
    readonly Facts _facts;
    readonly Trace _trace;
    readonly Func<DateTimeOffset> _now;
    readonly Invariant[] _invariants;

    internal Auditor(Facts facts, Trace trace, SimulatedBus bus, SimulatedDatabase database, Func<DateTimeOffset> now)
    {
        (_facts, _trace, _now) = (facts, trace, now);
        _invariants =
        [
            new PositionsAreFillsAndSettlements(facts),
            new NoOrderWithoutIntent(facts),
            new OneOrderATake(facts),
            new NoEntryWhileHalted(facts),
            new NoDecisionOnStaleInputs(facts),
            new LimitsAreNeverPassed(facts),
            new RecordedBeforeActed(facts),
            new NoEventIsLost(facts),
            new NothingIsLeftBehind(facts),
        ];
        bus.Appended = Recorded;
        database.Stored = Stored;
    }

    /// <summary>Called with each order whose state was stored.</summary>
    internal Action? OrderStored { get; set; }

    internal IEnumerable<string> Rules => _invariants.Select(i => i.Rule);

    internal void Finished(FinalState final)
    {
        foreach (var invariant in _invariants)
            invariant.Finished(final);
    }

    void Recorded(StoredEvent stored)
    {
        _facts.Now = _now();
        _trace.Add(_facts.Now, stored.Payload.EventType, stored.Envelope.IdempotencyKey, Detail(stored.Payload));
        _facts.Recorded(stored);
        foreach (var invariant in _invariants)
            invariant.Recorded(stored);
    }

    void Stored(string name, GrainId grain, object state)
    {
        _facts.Now = _now();
        _trace.Add(_facts.Now, "stored", name, grain.Key.ToString());
        foreach (var invariant in _invariants)
            invariant.Stored(name, grain, state);
        if (name == "order")
            OrderStored?.Invoke();
    }

    static string Detail(DomainEvent payload) => payload switch
    {
        OpportunityDecision { WouldTrade: true } e => $"{e.Market} take {e.Side}",
        OpportunityDecision e => e.ReasonNotEligible ?? "",
        ExecutionOrder e => $"{e.OrderId} {e.Side} {e.Quantity} at {e.Price} {e.Status} {e.Reason}",
        ExecutionFill e => $"{e.FillId} {e.Action} {e.Side} {e.Quantity} at {e.Price} fee {e.Fee}",
        OperatorAction e => $"{e.ActionId} {e.Action}",
        _ => payload.Key,
    };
}

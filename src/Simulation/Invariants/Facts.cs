using Kalshi.Grains.Events;
using Kalshi.Simulation.Bus;
using Kalshi.Simulation.Scenarios;
using Kalshi.Simulation.Venue;

namespace Kalshi.Simulation.Invariants;

/// <summary>What is known to have happened: the auditor's own record, kept apart from the grains.</summary>
sealed class Facts(Scenario scenario, SimulatedVenue venue)
{
    internal Scenario Scenario => scenario;

    internal SimulatedVenue Venue => venue;

    /// <summary>The true time.</summary>
    internal DateTimeOffset Now { get; set; } = scenario.Start;

    /// <summary>How wrong the process's clock may be at worst.</summary>
    internal TimeSpan ClockError { get; init; }

    internal Violation? First { get; private set; }

    /// <summary>Decisions to trade, by their key.</summary>
    internal Dictionary<string, OpportunityDecision> Takes { get; } = [];

    internal Dictionary<(string Market, long AsOf), EdgeSnapshot> Snapshots { get; } = [];

    /// <summary>Fills that opened positions, by fill id; the first record of each.</summary>
    internal Dictionary<string, ExecutionFill> Fills { get; } = [];

    /// <summary>Settlements by market.</summary>
    internal Dictionary<string, ExecutionFill> Settlements { get; } = [];

    internal Dictionary<string, OperatorAction> Actions { get; } = [];

    /// <summary>The gates that are halted beyond doubt, and since when: the operator has the answer. Gone from the moment that he
    /// asks for the release.</summary>
    internal Dictionary<string, DateTimeOffset> Halts { get; } = [];

    internal DateTimeOffset? HaltedSince => Halts.Count == 0 ? null : Halts.Values.Min();

    internal void Violate(string rule, string detail) => First ??= new(rule, detail, Now);

    internal void Recorded(StoredEvent stored)
    {
        switch (stored.Payload)
        {
            case OpportunityDecision { WouldTrade: true } take:
                Takes.TryAdd(stored.Envelope.IdempotencyKey, take);
                break;
            case EdgeSnapshot snapshot:
                Snapshots.TryAdd((snapshot.Market.Value, snapshot.AsOfTs), snapshot);
                break;
            case ExecutionFill { Action: "settle" } settlement:
                Settlements.TryAdd(settlement.Market.Value, settlement);
                break;
            case ExecutionFill fill:
                Fills.TryAdd(fill.FillId, fill);
                break;
            case OperatorAction action:
                Actions.TryAdd(action.ActionId, action);
                break;
        }
    }
}

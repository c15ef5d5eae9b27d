using System.Collections.Frozen;
using Kalshi.Grains.Events;
using Npgsql;

namespace Kalshi.Storage;

/// <summary>All projections, by the event that they follow from. Books are not among them: a book is the sum of thousands of
/// deltas, and its grain has it.</summary>
static class LatestState
{
    static readonly FrozenDictionary<Type, Projection> ByEvent = new Dictionary<Type, Projection>
    {
        [typeof(SpotTick)] = MarketState.Spot,
        [typeof(QuoteUpdate)] = MarketState.Quote,
        [typeof(MarketLifecycle)] = MarketState.Market,
        [typeof(ContractUpdate)] = MarketState.Contract,
        [typeof(EdgeSnapshot)] = StrategyState.Edge,
        [typeof(OpportunityDecision)] = StrategyState.Opportunity,
        [typeof(ExecutionOrder)] = ExecutionState.Order,
        [typeof(ExecutionFill)] = ExecutionState.Fill,
        [typeof(OperatorAction)] = ExecutionState.Operator,
        [typeof(ReconciliationFinding)] = AccountState.Finding,
        [typeof(PnlSnapshot)] = AccountState.Pnl,
        [typeof(RiskLimitsSet)] = AccountState.Limits,
    }.ToFrozenDictionary();

    /// <summary>Statements that bring every projection up to <paramref name="events"/>, in order of arrival.</summary>
    internal static IEnumerable<NpgsqlBatchCommand> Upserts(IEnumerable<EventEnvelope> events) =>
        events.GroupBy(envelope => envelope.Payload.GetType())
            .Where(group => ByEvent.ContainsKey(group.Key))
            .SelectMany(group => ByEvent[group.Key].Upserts([.. group]));
}

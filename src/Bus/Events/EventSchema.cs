using Kalshi.Grains.Events;

namespace Kalshi.Bus;

/// <summary>The event types by their names on the wire.</summary>
static class EventSchema
{
    /// <summary>Of every type so far.</summary>
    internal const int Version = 1;

    internal static readonly IReadOnlyDictionary<string, Type> Types = new Dictionary<string, Type>
    {
        ["spot_tick"] = typeof(SpotTick),
        ["quote_update"] = typeof(QuoteUpdate),
        ["order_book_snapshot"] = typeof(OrderBookSnapshot),
        ["order_book_delta"] = typeof(OrderBookDelta),
        ["feed_gap"] = typeof(FeedGap),
        ["market_lifecycle"] = typeof(MarketLifecycle),
        ["contract_update"] = typeof(ContractUpdate),
        ["edge_snapshot"] = typeof(EdgeSnapshot),
        ["opportunity_decision"] = typeof(OpportunityDecision),
        ["execution_order"] = typeof(ExecutionOrder),
        ["execution_fill"] = typeof(ExecutionFill),
        ["operator_action"] = typeof(OperatorAction),
        ["reconciliation_finding"] = typeof(ReconciliationFinding),
        ["pnl_snapshot"] = typeof(PnlSnapshot),
    };
}

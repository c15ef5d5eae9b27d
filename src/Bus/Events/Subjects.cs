using Kalshi.Grains.Events;

namespace Kalshi.Bus;

/// <summary>Where each event type goes: its subject of strategy.md section 9 plus the event's key, so that one market or
/// product can be read alone (docs/decisions/0005-subject-per-key.md).</summary>
public static class Subjects
{
    public const string SpotTicks = "market.spot_ticks";
    public const string QuoteUpdates = "market.quote_updates";

    /// <summary>Snapshots, deltas and gaps together: their order is what a book is made of.</summary>
    public const string OrderBooks = "market.order_books";
    public const string Lifecycle = "market.lifecycle";
    public const string ContractUpdates = "market.contract_updates";
    public const string EdgeSnapshots = "strategy.edge_snapshots";
    public const string OpportunityDecisions = "strategy.opportunity_decisions";
    public const string EdgeTicks = "strategy.edge_ticks";
    public const string DecisionTicks = "strategy.decision_ticks";
    public const string TakeVerdicts = "strategy.take_verdicts";
    public const string Orders = "execution.orders";
    public const string Fills = "execution.fills";
    public const string OperatorActions = "execution.operator_actions";
    public const string ReconciliationFindings = "execution.reconciliation_findings";
    public const string PnlSnapshots = "execution.pnl_snapshots";
    public const string RiskLimits = "execution.risk_limits";
    public const string Settings = "execution.settings";

    /// <summary>Prefix of dead letters; the subject that the message would have had follows.</summary>
    public const string DeadLetters = "dlq";

    /// <summary>The subject of one event.</summary>
    public static string Of(DomainEvent payload) => Of(BaseOf(payload), payload.Key);

    /// <summary>The subject of one key, e.g. <c>market.order_books.KXBTCD-26FEB1317-T66249_99</c>.</summary>
    public static string Of(string subject, string key) => $"{subject}.{KeyToken(key)}";

    /// <summary>All keys of a subject.</summary>
    public static string All(string subject) => $"{subject}.>";

    /// <summary>A key as one token: NATS splits subjects at dots, and no ticker or product has an underscore.</summary>
    public static string KeyToken(string key) => key.Replace('.', '_');

    static string BaseOf(DomainEvent payload) => payload switch
    {
        SpotTick => SpotTicks,
        QuoteUpdate => QuoteUpdates,
        OrderBookSnapshot or OrderBookDelta or FeedGap => OrderBooks,
        MarketLifecycle => Lifecycle,
        ContractUpdate => ContractUpdates,
        EdgeSnapshot => EdgeSnapshots,
        OpportunityDecision => OpportunityDecisions,
        ExecutionOrder => Orders,
        ExecutionFill => Fills,
        OperatorAction => OperatorActions,
        ReconciliationFinding => ReconciliationFindings,
        PnlSnapshot => PnlSnapshots,
        RiskLimitsSet => RiskLimits,
        EdgeTick => EdgeTicks,
        DecisionTick => DecisionTicks,
        TakeVerdict => TakeVerdicts,
        SettingsInForce => Settings,
        _ => throw new EventRejectedException($"event_type: '{payload.EventType}' has no subject"),
    };
}

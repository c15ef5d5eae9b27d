using Kalshi.Grains.Events;

namespace Kalshi.Bus;

/// <summary>The event types by their names on the wire, and the versions of each.</summary>
/// <remarks>A version adds fields, nothing else: what an older one wrote is read for ever, the fields that it had not are null.
/// Every version's samples are frozen beside the tests.</remarks>
static class EventSchema
{
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
        ["risk_limits_set"] = typeof(RiskLimitsSet),
        ["edge_tick"] = typeof(EdgeTick),
        ["decision_tick"] = typeof(DecisionTick),
        ["take_verdict"] = typeof(TakeVerdict),
        ["settings_in_force"] = typeof(SettingsInForce),
    };

    static readonly AddedField[] Added =
    [
        new(typeof(MarketLifecycle), "updated_ts_ms", Since: 2),
        new(typeof(ContractUpdate), "updated_ts_ms", Since: 2),
    ];

    /// <summary>The version that is published now.</summary>
    internal static int VersionOf(string eventType) => VersionOf(Types.GetValueOrDefault(eventType));

    /// <inheritdoc cref="VersionOf(string)"/>
    internal static int VersionOf(Type? payload)
    {
        var version = 1;
        foreach (var field in Added)
        {
            if (field.Payload == payload)
                version = Math.Max(version, field.Since);
        }
        return version;
    }

    /// <summary>Whether a field of a type is part of one of its versions.</summary>
    internal static bool Has(Type payload, string field, int version) =>
        !Added.Any(f => f.Payload == payload && f.Name == field && f.Since > version);

    /// <summary>Why a version cannot be read; null when it can.</summary>
    internal static string? VersionFault(string eventType, int version)
    {
        var newest = VersionOf(eventType);
        return version >= 1 && version <= newest ? null
            : $"schema_version: {version} of {eventType} is not known, {(newest == 1 ? "1 is" : $"1 to {newest} are")}";
    }

    readonly record struct AddedField(Type Payload, string Name, int Since);
}

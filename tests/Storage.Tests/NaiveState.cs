using System.Globalization;
using Kalshi.Grains.Events;

namespace Kalshi.Storage.Tests;

/// <summary>What the latest states should be, told as simply as it can be: one event after the other, and each row as the
/// text "key @ version : values".</summary>
sealed class NaiveState
{
    readonly HashSet<(string Type, string Key)> _seen = [];
    readonly SortedDictionary<(string Table, string Key), (long AsOf, string Key, object?[] Values)> _rows = [];

    internal void Apply(EventEnvelope envelope)
    {
        if (!_seen.Add((envelope.EventType, envelope.IdempotencyKey)))
            return;
        var (table, key, asOf, values) = Row(envelope.Payload);
        var version = (asOf, envelope.IdempotencyKey);
        if (_rows.TryGetValue((table, key), out var old))
        {
            var order = version.asOf.CompareTo(old.AsOf);
            if (order < 0 || (order == 0 && string.CompareOrdinal(version.IdempotencyKey, old.Key) <= 0))
                return;
            if (envelope.Payload is ContractUpdate)
                values = [.. values.Zip(old.Values, (next, before) => next ?? before)];
        }
        _rows[(table, key)] = (asOf, envelope.IdempotencyKey, values);
    }

    internal IEnumerable<string> Lines() => _rows.Select(row => Line(row.Key.Table, row.Key.Key, row.Value.AsOf, row.Value.Key, row.Value.Values));

    /// <summary>The same lines from the tables.</summary>
    internal static async Task<List<string>> LinesOfAsync(Database database)
    {
        List<string> lines = [];
        foreach (var (table, key, columns) in Tables)
        {
            lines.AddRange(await database.RowsAsync(
                $"SELECT {key}, as_of_ms, idempotency_key, {columns} FROM event_store.{table}",
                row => Line(table, row.GetString(0), row.GetInt64(1), row.GetString(2),
                    [.. Enumerable.Range(3, row.FieldCount - 3).Select(i => row.IsDBNull(i) ? null : row.GetValue(i))])));
        }
        return lines;
    }

    static readonly (string Table, string Key, string Columns)[] Tables =
    [
        ("state_spot_latest", "product_id", "ts, price"),
        ("state_quote_latest", "market_id", "ts, yes_bid"),
        ("state_market_latest", "market_id", "ts, status"),
        ("state_contract_latest", "ticker", "lower, upper, strike_type, outcome"),
        ("strategy_edge_latest", "market_id", "asof_ts, prob_yes, ev_take_yes"),
        ("strategy_opportunity_latest", "market_id", "ts_eval, would_trade, reason_not_eligible"),
        ("execution_order_latest", "order_id", "ts_order, status"),
        ("execution_fill_latest", "fill_id", "ts_fill, order_id, fee"),
        ("operator_state", "scope", "ts, action"),
    ];

    static (string Table, string Key, long AsOf, object?[] Values) Row(DomainEvent payload) => payload switch
    {
        SpotTick e => ("state_spot_latest", e.ProductId, e.TsMs ?? e.Ts * 1000, [e.Ts, decimal.Parse(e.Price.ToString(), CultureInfo.InvariantCulture)]),
        QuoteUpdate e => ("state_quote_latest", e.Market.Value, e.TsMs ?? e.Ts * 1000, [e.Ts, decimal.Parse(e.YesBid.ToString()!, CultureInfo.InvariantCulture)]),
        MarketLifecycle e => ("state_market_latest", e.Market.Value, e.Ts * 1000, [e.Ts, e.Status]),
        ContractUpdate e => ("state_contract_latest", e.Market.Value, e.Ts * 1000, [e.Lower, e.Upper, e.StrikeType, e.Outcome]),
        EdgeSnapshot e => ("strategy_edge_latest", e.Market.Value, e.AsOfTs * 1000, [e.AsOfTs, e.ProbabilityYes, e.EvTakeYes]),
        OpportunityDecision e => ("strategy_opportunity_latest", e.Market.Value, e.TsEval * 1000, [e.TsEval, e.WouldTrade, e.ReasonNotEligible]),
        ExecutionOrder e => ("execution_order_latest", e.OrderId, e.TsOrder * 1000 + RankOf(e.Status), [e.TsOrder, e.Status]),
        ExecutionFill e => ("execution_fill_latest", e.FillId, e.TsFill * 1000, [e.TsFill, e.OrderId, decimal.Parse(e.Fee.ToString(), CultureInfo.InvariantCulture)]),
        OperatorAction e => ("operator_state", e.Scope, e.Ts * 1000 + (e.Action == "halt" ? 1 : 0), [e.Ts, e.Action]),
        _ => throw new ArgumentException($"no projection of {payload.EventType}"),
    };

    static string Line(string table, string key, long asOf, string idempotencyKey, object?[] values) => string.Create(
        CultureInfo.InvariantCulture,
        $"{table} {key} @ {asOf} {idempotencyKey}: {string.Join(", ", values.Select(value => value is decimal d ? d.ToString("0.########", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""))}");

    // An order's life has an order within its second.
    static int RankOf(string status) => status switch { "pending" => 0, "submitted" or "resting" => 2, _ => 4 };
}

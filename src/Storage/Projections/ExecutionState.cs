using Kalshi.Grains.Events;

namespace Kalshi.Storage;

/// <summary>What became of orders, and what operators allow.</summary>
static class ExecutionState
{
    internal static readonly Projection Order = new Projection<ExecutionOrder>(
        "execution_order_latest",
        ("order_id", e => e.OrderId),
        e => DomainTime.OfOrder(e.TsOrder, e.Status),
        Merge.Replace,
        Columns<ExecutionOrder>.Text("market_id", e => e.Market.Value),
        Columns<ExecutionOrder>.Whole("ts_order", e => e.TsOrder),
        Columns<ExecutionOrder>.Outcome("side", e => e.Side),
        Columns<ExecutionOrder>.Text("action", e => e.Action),
        Columns<ExecutionOrder>.Contracts("quantity", e => e.Quantity),
        Columns<ExecutionOrder>.ContractPrice("price", e => e.Price),
        Columns<ExecutionOrder>.Text("status", e => e.Status),
        Columns<ExecutionOrder>.Text("reason", e => e.Reason),
        Columns<ExecutionOrder>.Text("opportunity_idempotency_key", e => e.OpportunityKey),
        Columns<ExecutionOrder>.Flag("paper", e => e.Paper));

    internal static readonly Projection Fill = new Projection<ExecutionFill>(
        "execution_fill_latest",
        ("fill_id", e => e.FillId),
        e => DomainTime.Ms(e.TsFill, null),
        Merge.Replace,
        Columns<ExecutionFill>.Text("order_id", e => e.OrderId),
        Columns<ExecutionFill>.Text("market_id", e => e.Market.Value),
        Columns<ExecutionFill>.Whole("ts_fill", e => e.TsFill),
        Columns<ExecutionFill>.Outcome("side", e => e.Side),
        Columns<ExecutionFill>.Text("action", e => e.Action),
        Columns<ExecutionFill>.Contracts("quantity", e => e.Quantity),
        Columns<ExecutionFill>.ContractPrice("price", e => e.Price),
        Columns<ExecutionFill>.Dollars("fee", e => e.Fee),
        Columns<ExecutionFill>.Small("outcome", e => e.Outcome),
        Columns<ExecutionFill>.Text("reason", e => e.Reason),
        Columns<ExecutionFill>.Flag("paper", e => e.Paper));

    internal static readonly Projection Operator = new Projection<OperatorAction>(
        "operator_state",
        ("scope", e => e.Scope),
        e => DomainTime.OfOperatorAction(e.Ts, e.Action),
        Merge.Replace,
        Columns<OperatorAction>.Whole("ts", e => e.Ts),
        Columns<OperatorAction>.Text("action", e => e.Action),
        Columns<OperatorAction>.Text("actor", e => e.Actor),
        Columns<OperatorAction>.Text("reason", e => e.Reason),
        Columns<OperatorAction>.Text("action_id", e => e.ActionId));
}

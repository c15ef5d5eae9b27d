using Kalshi.Grains.Events;

namespace Kalshi.Storage;

/// <summary>What accounts are worth, and where they did not agree with their venue.</summary>
static class AccountState
{
    internal static readonly Projection Finding = new Projection<ReconciliationFinding>(
        "reconciliation_finding",
        ("finding_id", e => e.FindingId),
        e => DomainTime.Ms(e.Ts, null),
        Merge.Replace,
        Columns<ReconciliationFinding>.Text("account", e => e.Account),
        Columns<ReconciliationFinding>.Whole("ts", e => e.Ts),
        Columns<ReconciliationFinding>.Text("kind", e => e.Kind),
        Columns<ReconciliationFinding>.Text("subject", e => e.Subject),
        Columns<ReconciliationFinding>.Text("ours", e => e.Ours),
        Columns<ReconciliationFinding>.Text("venues", e => e.Venues),
        Columns<ReconciliationFinding>.Flag("explained", e => e.Explained));

    /// <summary>One row a snapshot: seed 004 asks for the history, not for the latest.</summary>
    internal static readonly Projection Pnl = new Projection<PnlSnapshot>(
        "pnl_snapshot",
        ("snapshot_id", e => $"{e.Account}:{e.Ts}"),
        e => DomainTime.Ms(e.Ts, null),
        Merge.Replace,
        Columns<PnlSnapshot>.Text("account", e => e.Account),
        Columns<PnlSnapshot>.Whole("ts", e => e.Ts),
        Columns<PnlSnapshot>.Dollars("cash", e => e.Cash),
        Columns<PnlSnapshot>.Dollars("realized_pnl", e => e.RealizedPnl),
        Columns<PnlSnapshot>.Dollars("unrealized_pnl", e => e.UnrealizedPnl),
        Columns<PnlSnapshot>.Dollars("fees_paid", e => e.FeesPaid),
        Columns<PnlSnapshot>.Dollars("cost", e => e.Cost),
        Columns<PnlSnapshot>.Whole("open_positions", e => e.OpenPositions),
        Columns<PnlSnapshot>.Whole("open_orders", e => e.OpenOrders));
}

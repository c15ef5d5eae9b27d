using Kalshi.Grains.Events;

namespace Kalshi.Storage;

/// <summary>What accounts are worth and may put at stake, and where they did not agree with their venue.</summary>
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

    internal static readonly Projection Limits = new Projection<RiskLimitsSet>(
        "state_risk_limits",
        ("account", e => e.Account),
        e => DomainTime.Ms(e.Ts, null),
        Merge.Replace,
        Columns<RiskLimitsSet>.Whole("ts", e => e.Ts),
        Columns<RiskLimitsSet>.Whole("revision", e => e.Revision),
        Columns<RiskLimitsSet>.Text("actor", e => e.Actor),
        Columns<RiskLimitsSet>.Dollars("order_notional", e => e.OrderNotional),
        Columns<RiskLimitsSet>.Contracts("order_contracts", e => e.OrderContracts),
        Columns<RiskLimitsSet>.Dollars("market_notional", e => e.MarketNotional),
        Columns<RiskLimitsSet>.Contracts("market_contracts", e => e.MarketContracts),
        Columns<RiskLimitsSet>.Dollars("series_notional", e => e.SeriesNotional),
        Columns<RiskLimitsSet>.Contracts("series_contracts", e => e.SeriesContracts),
        Columns<RiskLimitsSet>.Dollars("venue_notional", e => e.VenueNotional),
        Columns<RiskLimitsSet>.Contracts("venue_contracts", e => e.VenueContracts),
        Columns<RiskLimitsSet>.Dollars("total_notional", e => e.TotalNotional),
        Columns<RiskLimitsSet>.Contracts("total_contracts", e => e.TotalContracts),
        Columns<RiskLimitsSet>.Whole("open_positions", e => e.OpenPositions),
        Columns<RiskLimitsSet>.Whole("orders_per_minute", e => e.OrdersPerMinute),
        Columns<RiskLimitsSet>.Dollars("worst_case_loss", e => e.WorstCaseLoss),
        Columns<RiskLimitsSet>.Dollars("daily_loss", e => e.DailyLoss),
        Columns<RiskLimitsSet>.Whole("consecutive_failures", e => e.ConsecutiveFailures));
}

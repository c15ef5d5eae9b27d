using NpgsqlTypes;

namespace Kalshi.Storage;

/// <summary>A column of a fact table, and how a fact fills it.</summary>
sealed record FactColumn<TFact>(string Name, NpgsqlDbType Type, Func<TFact, object?> Value);

/// <summary>What the fact tables hold of each fact, beside its market and the day of the settlement.</summary>
static class FactColumns
{
    internal static readonly FactColumn<SnapshotScore>[] Snapshots =
    [
        new("asof_ts", NpgsqlDbType.Bigint, s => s.Snapshot.AsOfTs),
        new("strategy_version", NpgsqlDbType.Text, s => s.Snapshot.StrategyVersion),
        new("horizon_seconds", NpgsqlDbType.Bigint, s => s.Snapshot.HorizonSeconds),
        new("prob_yes", NpgsqlDbType.Double, s => s.Snapshot.ProbabilityYes),
        new("prob_market", NpgsqlDbType.Double, s => s.ProbabilityMarket),
        new("yes_ask_cents", NpgsqlDbType.Double, s => s.Snapshot.YesAskCents),
        new("no_ask_cents", NpgsqlDbType.Double, s => s.Snapshot.NoAskCents),
        new("brier", NpgsqlDbType.Double, s => s.Score.Brier),
        new("log_loss", NpgsqlDbType.Double, s => s.Score.LogLoss),
        new("brier_market", NpgsqlDbType.Double, s => s.BrierMarket),
        new("pnl_take_yes", NpgsqlDbType.Double, s => s.Score.PnlTakeYes),
        new("pnl_take_no", NpgsqlDbType.Double, s => s.Score.PnlTakeNo),
        new("error", NpgsqlDbType.Text, s => s.Score.Error),
    ];

    internal static readonly FactColumn<DecisionOutcome>[] Decisions =
    [
        new("ts_eval", NpgsqlDbType.Bigint, d => d.Decision.TsEval),
        new("side", NpgsqlDbType.Text, d => d.Decision.Side),
        new("strategy_version", NpgsqlDbType.Text, d => d.Decision.StrategyVersion),
        new("would_trade", NpgsqlDbType.Boolean, d => d.Decision.WouldTrade),
        new("reason_not_eligible", NpgsqlDbType.Text, d => d.Decision.Reason),
        new("ev_raw", NpgsqlDbType.Double, d => d.Decision.EvRaw),
        new("ev_net", NpgsqlDbType.Double, d => d.Decision.EvNet),
        new("p_model", NpgsqlDbType.Double, d => d.Decision.ProbabilityModel),
        new("p_market", NpgsqlDbType.Double, d => d.Decision.ProbabilityMarket),
        new("tau_minutes", NpgsqlDbType.Double, d => d.Decision.TauMinutes),
        new("ask_cents", NpgsqlDbType.Double, d => d.AskCents),
        new("won", NpgsqlDbType.Boolean, d => d.Won),
        new("pnl", NpgsqlDbType.Double, d => d.Pnl),
    ];
}

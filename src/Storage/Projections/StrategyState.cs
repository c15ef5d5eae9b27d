using Kalshi.Grains.Events;

namespace Kalshi.Storage;

/// <summary>What the strategy made of the markets last.</summary>
static class StrategyState
{
    internal static readonly Projection Edge = new Projection<EdgeSnapshot>(
        "strategy_edge_latest",
        ("market_id", e => e.Market.Value),
        e => DomainTime.Ms(e.AsOfTs, null),
        Merge.Replace,
        Columns<EdgeSnapshot>.Whole("asof_ts", e => e.AsOfTs),
        Columns<EdgeSnapshot>.Real("prob_yes", e => e.ProbabilityYes),
        Columns<EdgeSnapshot>.Real("prob_yes_raw", e => e.ProbabilityYesRaw),
        Columns<EdgeSnapshot>.Real("ev_take_yes", e => e.EvTakeYes),
        Columns<EdgeSnapshot>.Real("ev_take_no", e => e.EvTakeNo),
        Columns<EdgeSnapshot>.Real("sigma_annualized", e => e.SigmaAnnualized),
        Columns<EdgeSnapshot>.Flag("sigma_ok", e => e.SigmaOk),
        Columns<EdgeSnapshot>.Real("spot_price", e => e.SpotPrice),
        Columns<EdgeSnapshot>.Whole("spot_ts", e => e.SpotTs),
        Columns<EdgeSnapshot>.Whole("quote_ts", e => e.QuoteTs),
        Columns<EdgeSnapshot>.Whole("settlement_ts", e => e.SettlementTs),
        Columns<EdgeSnapshot>.Whole("horizon_seconds", e => e.HorizonSeconds),
        Columns<EdgeSnapshot>.Real("strike", e => e.Strike),
        Columns<EdgeSnapshot>.Text("strategy_version", e => e.StrategyVersion));

    internal static readonly Projection Opportunity = new Projection<OpportunityDecision>(
        "strategy_opportunity_latest",
        ("market_id", e => e.Market.Value),
        e => DomainTime.Ms(e.TsEval, null),
        Merge.Replace,
        Columns<OpportunityDecision>.Whole("ts_eval", e => e.TsEval),
        Columns<OpportunityDecision>.Flag("eligible", e => e.Eligible),
        Columns<OpportunityDecision>.Flag("would_trade", e => e.WouldTrade),
        Columns<OpportunityDecision>.Outcome("side", e => e.Side),
        Columns<OpportunityDecision>.Text("reason_not_eligible", e => e.ReasonNotEligible),
        Columns<OpportunityDecision>.Real("ev_raw", e => e.EvRaw),
        Columns<OpportunityDecision>.Real("ev_net", e => e.EvNet),
        Columns<OpportunityDecision>.Real("p_model", e => e.ProbabilityModel),
        Columns<OpportunityDecision>.Real("p_market", e => e.ProbabilityMarket),
        Columns<OpportunityDecision>.Real("tau_minutes", e => e.TauMinutes),
        Columns<OpportunityDecision>.Text("strategy_version", e => e.StrategyVersion));
}

using Kalshi.Trading.Scoring;

namespace Kalshi.Storage;

/// <summary>What was decided about a snapshot.</summary>
/// <param name="Side">YES, NO, or none.</param>
sealed record ScoredDecision(
    long TsEval, string Side, string StrategyVersion, bool WouldTrade, string? Reason, double? EvRaw, double? EvNet, double? ProbabilityModel,
    double? ProbabilityMarket, double? TauMinutes, double? YesAskCents, double? NoAskCents)
{
    internal const string Yes = "YES";
    internal const string No = "NO";
    internal const string NoSide = "none";
}

/// <summary>A decision and what taking its side came to, whether it was taken or not.</summary>
/// <param name="Won">Null when no side was chosen.</param>
/// <param name="Pnl">Dollars of one contract at the ask, fee paid; null without a side or an ask.</param>
sealed record DecisionOutcome(ScoredDecision Decision, int Outcome, double? AskCents, bool? Won, double? Pnl)
{
    internal static DecisionOutcome Of(ScoredDecision decision, int outcome)
    {
        var score = EdgeScore.Of(decision.ProbabilityModel, decision.YesAskCents, decision.NoAskCents, outcome);
        return decision.Side switch
        {
            ScoredDecision.Yes => new(decision, outcome, decision.YesAskCents, outcome == 1, score.PnlTakeYes),
            ScoredDecision.No => new(decision, outcome, decision.NoAskCents, outcome == 0, score.PnlTakeNo),
            _ => new(decision, outcome, null, null, null),
        };
    }
}

using Kalshi.Grains.Events;
using Kalshi.Trading.Opportunities;

namespace Kalshi.Grains.Opportunities;

/// <summary>The strategy's rows in the words of the record.</summary>
static class DecisionEvents
{
    internal static OpportunityDecision From(OpportunityRow row, string strategyVersion)
    {
        var snapshot = row.Snapshot;
        return new(
            row.Market, row.TsEval, row.Eligible, row.WouldTrade, row.Side, row.Reason, row.EvRaw, row.EvNet, snapshot.ProbabilityYes,
            row.ProbabilityMarket, snapshot.SpotPrice, snapshot.SigmaAnnualized, row.TauMinutes, snapshot.SettlementTs,
            snapshot.YesBid, snapshot.YesAsk, snapshot.NoBid, snapshot.NoAsk, row.SpreadCents, row.CostBuffer, snapshot.Strike,
            strategyVersion);
    }
}

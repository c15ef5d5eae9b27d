using Kalshi.Grains.Events;
using Kalshi.Trading.Edges;

namespace Kalshi.Grains.Edges;

/// <summary>Between the strategy's snapshots and the record's: decisions are made on what was recorded, so that a replay of
/// the record decides the same.</summary>
public static class SnapshotEvents
{
    internal static EdgeSnapshot ToEvent(MarketSnapshot snapshot, string strategyVersion) => new(
        snapshot.Market, snapshot.AsOfTs!.Value, snapshot.ProbabilityYes!.Value, snapshot.ProbabilityYesRaw!.Value,
        snapshot.EvTakeYes, snapshot.EvTakeNo, snapshot.SigmaAnnualized!.Value, snapshot.SpotPrice!.Value, snapshot.SpotTs,
        snapshot.QuoteTs, snapshot.SettlementTs, snapshot.HorizonSeconds ?? 0, snapshot.Strike, snapshot.YesBid, snapshot.YesAsk,
        snapshot.NoBid, snapshot.NoAsk, snapshot.YesMid, snapshot.NoMid, snapshot.SpotAgeSeconds, snapshot.QuoteAgeSeconds,
        snapshot.Sigma.Source!, snapshot.Sigma.Ok ?? false, snapshot.Sigma.Reason, snapshot.Sigma.ReasonContext,
        snapshot.Sigma.PointsUsed ?? 0, snapshot.Sigma.LookbackSecondsUsed ?? 0, snapshot.Sigma.MinPoints ?? 0,
        snapshot.Sigma.MinLookbackSeconds ?? 0, strategyVersion, snapshot.Basis.YesAsk, snapshot.Basis.NoAsk);

    public static MarketSnapshot FromEvent(EdgeSnapshot e) => new()
    {
        Market = e.Market,
        AsOfTs = e.AsOfTs,
        SettlementTs = e.SettlementTs,
        SpotTs = e.SpotTs,
        SpotPrice = e.SpotPrice,
        SigmaAnnualized = e.SigmaAnnualized,
        ProbabilityYes = e.ProbabilityYes,
        ProbabilityYesRaw = e.ProbabilityYesRaw,
        HorizonSeconds = e.HorizonSeconds,
        QuoteTs = e.QuoteTs,
        YesBid = e.YesBidCents,
        YesAsk = e.YesAskCents,
        NoBid = e.NoBidCents,
        NoAsk = e.NoAskCents,
        YesMid = e.YesMidCents,
        NoMid = e.NoMidCents,
        EvTakeYes = e.EvTakeYes,
        EvTakeNo = e.EvTakeNo,
        SpotAgeSeconds = e.SpotAgeSeconds,
        QuoteAgeSeconds = e.QuoteAgeSeconds,
        Strike = e.Strike,
        Sigma = new(
            e.SigmaSource, e.SigmaOk, e.SigmaReason, e.SigmaReasonContext, e.SigmaPointsUsed, e.MinSigmaPoints,
            e.SigmaLookbackSecondsUsed, e.MinSigmaLookbackSeconds),
        Basis = new(e.ProbabilityYes, e.EdgeYesAskCents, e.EdgeNoAskCents),
    };
}

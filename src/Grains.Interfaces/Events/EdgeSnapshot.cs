using Kalshi.Trading;

namespace Kalshi.Grains.Events;

/// <summary>One market's model probability and expected value at one edge tick: strategy.md section 6.</summary>
/// <param name="AsOfTs">The tick, Unix seconds; all snapshots of a batch share it.</param>
/// <param name="ProbabilityYes">Clamped model probability of YES.</param>
/// <param name="EvTakeYes">Expected profit in dollars of taking one YES at the ask; null when that side cannot be taken.</param>
/// <param name="SigmaAnnualized">Annualised volatility used.</param>
/// <param name="YesBidCents">Quotes are in cents, as the reference counts them.</param>
/// <param name="SpotAgeSeconds">AsOfTs minus the spot tick's time.</param>
/// <param name="EdgeYesAskCents">The ask that EvTakeYes was computed from; null when that side could not be taken.</param>
/// <param name="SigmaReason">Why the volatility estimate is not the regular one, if so.</param>
[GenerateSerializer, Immutable, Alias("kalshi.edge_snapshot")]
public sealed record EdgeSnapshot(
    [property: Id(0)] MarketTicker Market,
    [property: Id(1)] long AsOfTs,
    [property: Id(2)] double ProbabilityYes,
    [property: Id(3)] double ProbabilityYesRaw,
    [property: Id(4)] double? EvTakeYes,
    [property: Id(5)] double? EvTakeNo,
    [property: Id(6)] double SigmaAnnualized,
    [property: Id(7)] double SpotPrice,
    [property: Id(8)] long? SpotTs,
    [property: Id(9)] long? QuoteTs,
    [property: Id(10)] long? SettlementTs,
    [property: Id(11)] long HorizonSeconds,
    [property: Id(12)] double? Strike,
    [property: Id(13)] double? YesBidCents,
    [property: Id(14)] double? YesAskCents,
    [property: Id(15)] double? NoBidCents,
    [property: Id(16)] double? NoAskCents,
    [property: Id(17)] double? YesMidCents,
    [property: Id(18)] double? NoMidCents,
    [property: Id(19)] long? SpotAgeSeconds,
    [property: Id(20)] long? QuoteAgeSeconds,
    [property: Id(21)] string SigmaSource,
    [property: Id(22)] bool SigmaOk,
    [property: Id(23)] string? SigmaReason,
    [property: Id(24)] string? SigmaReasonContext,
    [property: Id(25)] long SigmaPointsUsed,
    [property: Id(26)] long SigmaLookbackSecondsUsed,
    [property: Id(27)] long MinSigmaPoints,
    [property: Id(28)] long MinSigmaLookbackSeconds,
    [property: Id(29)] string StrategyVersion,
    [property: Id(30)] double? EdgeYesAskCents,
    [property: Id(31)] double? EdgeNoAskCents) : DomainEvent
{
    public override string EventType => "edge_snapshot";
    public override string Key => Market.Value;
    public override long Timestamp => AsOfTs;
}

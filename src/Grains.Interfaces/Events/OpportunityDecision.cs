using Kalshi.Trading;

namespace Kalshi.Grains.Events;

/// <summary>What the strategy made of one edge snapshot, and why: strategy.md section 7.</summary>
/// <param name="TsEval">The snapshot's tick, Unix seconds.</param>
/// <param name="Eligible">The snapshot passed the input checks.</param>
/// <param name="WouldTrade">A take.</param>
/// <param name="ReasonNotEligible">The first gate that failed, in the words of strategy.md; comma-separated when several inputs failed.</param>
/// <param name="EvNet">Expected profit in dollars after the cost buffer.</param>
/// <param name="TauMinutes">Minutes to settlement.</param>
/// <param name="SpreadCents">Ask minus bid of the chosen side.</param>
[GenerateSerializer, Immutable, Alias("kalshi.opportunity_decision")]
public sealed record OpportunityDecision(
    [property: Id(0)] MarketTicker Market,
    [property: Id(1)] long TsEval,
    [property: Id(2)] bool Eligible,
    [property: Id(3)] bool WouldTrade,
    [property: Id(4)] Side? Side,
    [property: Id(5)] string? ReasonNotEligible,
    [property: Id(6)] double? EvRaw,
    [property: Id(7)] double? EvNet,
    [property: Id(8)] double? ProbabilityModel,
    [property: Id(9)] double? ProbabilityMarket,
    [property: Id(10)] double? SpotPrice,
    [property: Id(11)] double? SigmaAnnualized,
    [property: Id(12)] double? TauMinutes,
    [property: Id(13)] long? SettlementTs,
    [property: Id(14)] double? YesBidCents,
    [property: Id(15)] double? YesAskCents,
    [property: Id(16)] double? NoBidCents,
    [property: Id(17)] double? NoAskCents,
    [property: Id(18)] double? SpreadCents,
    [property: Id(19)] double? CostBuffer,
    [property: Id(20)] double? Strike,
    [property: Id(21)] string StrategyVersion) : DomainEvent
{
    public override string EventType => "opportunity_decision";
    public override string Key => Market.Value;
    public override long Timestamp => TsEval;
}

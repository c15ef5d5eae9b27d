using Kalshi.Trading.Probability;
using Kalshi.Trading.Universe;

namespace Kalshi.Trading.Edges;

/// <summary>A market's model probability and expected values at one tick.</summary>
/// <param name="Ts">The tick, Unix seconds.</param>
/// <param name="SettlementTs">What the horizon counts to.</param>
/// <param name="HorizonSeconds">From the spot tick to settlement, not negative: what the probability uses.</param>
/// <param name="SelectionHorizonSeconds">From the tick to settlement, not negative.</param>
/// <param name="YesAsk">Cents; null when that side is absent or cannot be taken.</param>
/// <param name="EvTakeYes">Dollars; null when that side cannot be taken.</param>
/// <param name="Quote">The quote as it came, with the asks that cannot be taken.</param>
public sealed record Edge(
    long Ts,
    MarketTicker Market,
    ContractTerms Terms,
    long SettlementTs,
    long HorizonSeconds,
    long? SelectionHorizonSeconds,
    double SpotPrice,
    double SigmaAnnualized,
    YesProbability Probability,
    double? YesAsk,
    double? NoAsk,
    double? EvTakeYes,
    double? EvTakeNo,
    Quote Quote)
{
    /// <summary>Exactly 0 or 100 cents.</summary>
    public bool YesAskBoundary => AskBand.IsBoundary(YesAsk);

    /// <inheritdoc cref="YesAskBoundary"/>
    public bool NoAskBoundary => AskBand.IsBoundary(NoAsk);

    /// <summary>Both sides together cost less than the dollar they pay: a quote that is wrong or gone.</summary>
    public bool Crossed => EdgeRules.IsCrossed(YesAsk, NoAsk);
}

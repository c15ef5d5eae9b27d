using Kalshi.Trading.Probability;
using Kalshi.Trading.Universe;

namespace Kalshi.Trading.Edges;

/// <summary>The edge of one market: strategy.md section 6.</summary>
public static class EdgeRules
{
    /// <summary>Probability and expected values of one market; the asks in <paramref name="quote"/> are taken as they are.</summary>
    /// <param name="nowTs">The tick, Unix seconds.</param>
    /// <param name="state">The horizon counts as zero when negative.</param>
    /// <returns>Null without a settlement time, a probability, or a single side with an expected value.</returns>
    public static Edge? ForMarket(
        IProbabilityModel model,
        Contract contract,
        Quote quote,
        in UnderlyingState state,
        long nowTs,
        int contracts = 1,
        long? selectionHorizonSeconds = null)
    {
        if (contract.Ticker.Value.Length == 0 || contract.Times.SettlementTsOrNull is not { } settlementTs)
            return null;
        var horizon = Math.Max(state.HorizonSeconds, 0.0);
        if (model.ProbabilityOfYes(contract.Terms, state with { HorizonSeconds = horizon }) is not { } probability)
            return null;
        var evYes = ExpectedValue.BuyYes(probability.Clamped, quote.YesAsk, contracts);
        var evNo = ExpectedValue.BuyNo(probability.Clamped, quote.NoAsk, contracts);
        if (evYes is null && evNo is null)
            return null;
        return new(nowTs, contract.Ticker, contract.Terms, settlementTs, (long)horizon, selectionHorizonSeconds,
            state.Spot, state.SigmaAnnualized, probability, quote.YesAsk, quote.NoAsk, evYes, evNo, quote);
    }

    /// <summary>Both asks are prices and together cost less than the dollar they pay.</summary>
    public static bool IsCrossed(double? yesAsk, double? noAsk) =>
        AskBand.IsPrice(yesAsk) && AskBand.IsPrice(noAsk) && yesAsk + noAsk < 100.0;
}

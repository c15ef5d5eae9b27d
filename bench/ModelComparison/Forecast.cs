using Kalshi.Trading.Probability;
using Kalshi.Trading.Scoring;
using Kalshi.Trading.Volatility;

namespace Kalshi.ModelComparison;

/// <summary>What each contender said about a market at one moment, and what happened.</summary>
sealed record Forecast(IReadOnlyList<double> Probabilities, int Outcome)
{
    /// <summary>The oldest spot price, and the longest hole in the path, that a forecast is made with.</summary>
    internal const int LongestGapSeconds = 10;

    /// <summary>The strategy wants an hour of history; recordings are shorter, so it is content with a minute here.</summary>
    static readonly SigmaParameters Sigma = new() { MinLookbackSeconds = 60 };

    internal double Brier(int contender) => (Probabilities[contender] - Outcome) * (Probabilities[contender] - Outcome);

    internal double LogLoss(int contender) => EdgeScore.LogLossOf(Probabilities[contender], Outcome);

    /// <summary>All contenders' forecasts from the same spot and volatility; null when the path has a hole where one of them looks.</summary>
    internal static Forecast? Of(RecordedMarket market, SpotPath path, int secondsBeforeClose, IReadOnlyList<Contender> contenders)
    {
        var now = market.CloseTs - secondsBeforeClose;
        var history = path.WithoutHolesUpTo(now, LongestGapSeconds);
        if (history.IsEmpty)
            return null;
        var sigma = SigmaEstimator.Estimate(history.Span, now, Sigma).Sigma;
        var seen = SettlementWindow.Observed(history.Span, market.CloseTs, SettlementWindow.KalshiSeconds, now);
        var state = new UnderlyingState(history.Span[^1].Price, sigma, secondsBeforeClose, seen);
        var said = contenders.Select(c => c.ModelBefore(market.CloseTs).ProbabilityOfYes(market.Terms, state)).ToList();
        return said.Contains(null) ? null : new(said.ConvertAll(p => p!.Value.Clamped), market.Outcome);
    }
}

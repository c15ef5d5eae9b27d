using Kalshi.Trading.Probability;

namespace Kalshi.ModelComparison;

/// <summary>A model that takes part, as it would have stood before a given close.</summary>
/// <param name="ModelBefore">From the close in Unix seconds to the model: it may have learnt from markets that settled before.</param>
sealed record Contender(string Name, Func<long, IProbabilityModel> ModelBefore)
{
    /// <summary>Dollars; what the basis is guessed to be before any market has settled.</summary>
    const double PriorBasisDeviation = 10.0;

    internal static IReadOnlyList<Contender> All(IReadOnlyList<(long CloseTs, double Difference)> basis)
    {
        var plain = new AverageSettlementModel();
        return
        [
            new("terminal", _ => TerminalPriceModel.Instance),
            new("average", _ => plain),
            new("average with basis", close => new AverageSettlementModel(
                SettlementWindow.KalshiSeconds,
                SettlementBasis.Estimate([.. basis.Where(b => b.CloseTs < close).Select(b => b.Difference)], PriorBasisDeviation))),
        ];
    }
}

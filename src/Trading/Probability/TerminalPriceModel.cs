namespace Kalshi.Trading.Probability;

/// <summary>The reference strategy's model: a contract pays on the price at its close, and the price is a driftless geometric
/// Brownian motion (strategy.md section 3).</summary>
public sealed class TerminalPriceModel : IProbabilityModel
{
    public static TerminalPriceModel Instance { get; } = new();

    public string Name => "terminal-price";

    public int SettlementWindowSeconds => 0;

    public YesProbability? ProbabilityOfYes(in ContractTerms terms, in UnderlyingState state)
    {
        if (!StrikeProbability.CanBePriced(terms))
            return null;
        if (state.HorizonSeconds <= 0.0)
            return state.Spot <= 0.0 ? null : StrikeProbability.Known(terms, state.Spot);
        var type = terms.StrikeType!.Value;
        var atMostLower = type == StrikeType.Less ? 0.0 : AtMost(terms.Lower, state);
        var atMostUpper = type == StrikeType.Greater ? 0.0 : AtMost(terms.Upper, state);
        return atMostLower is { } lower && atMostUpper is { } upper ? StrikeProbability.FromDistribution(type, lower, upper) : null;
    }

    static double? AtMost(double? strike, in UnderlyingState state) =>
        GeometricBrownianMotion.LessOrEqualRaw(state.Spot, strike!.Value, state.HorizonSeconds, state.SigmaAnnualized);
}

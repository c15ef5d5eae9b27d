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
        var (spot, horizon, sigma) = (state.Spot, state.HorizonSeconds, state.SigmaAnnualized);
        switch (terms)
        {
            case { StrikeType: StrikeType.Less, Upper: { } upper } when !(upper <= 0.0):
                return Pair(GeometricBrownianMotion.LessOrEqualRaw(spot, upper, horizon, sigma));
            case { StrikeType: StrikeType.Greater, Lower: { } lower } when !(lower <= 0.0):
                return Pair(GeometricBrownianMotion.GreaterOrEqualRaw(spot, lower, horizon, sigma));
            case { StrikeType: StrikeType.Between, Lower: { } lower, Upper: { } upper } when !(lower <= 0.0 || upper <= 0.0 || upper <= lower):
                return GeometricBrownianMotion.Between(spot, lower, upper, horizon, sigma) is { } clamped
                    && GeometricBrownianMotion.BetweenRaw(spot, lower, upper, horizon, sigma) is { } raw
                    ? new(clamped, raw)
                    : null;
            default:
                return null;
        }
    }

    static YesProbability? Pair(double? raw) => raw is { } p ? new(ClampedProbability.Clamp(p), p) : null;
}

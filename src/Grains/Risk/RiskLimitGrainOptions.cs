using Kalshi.Trading.Risk;

namespace Kalshi.Grains.Risk;

/// <summary>The limits of an account before anybody changes them.</summary>
public sealed record RiskLimitGrainOptions
{
    public RiskLimits Defaults { get; init; } = new();

    /// <summary>Smaller limits after going live.</summary>
    public RiskCanary Canary { get; init; } = new();
}

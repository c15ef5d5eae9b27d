using Kalshi.Trading.NoTrade;

namespace Kalshi.Grains.Gate;

/// <summary>How the gate judges health.</summary>
public sealed record TradingGateOptions
{
    /// <summary>Limits and durations of the automatic triggers.</summary>
    public NoTradeLimits Health { get; init; } = new();

    /// <summary>The global gate opens for entries only while somebody observes health (default). Without a watch, as where grains run
    /// alone, operators and causes decide.</summary>
    public bool HealthRequired { get; init; } = true;
}

using Kalshi.Trading.Edges;

namespace Kalshi.Grains.Edges;

/// <summary>How edges are computed, and how often.</summary>
public sealed record EdgeGrainOptions
{
    /// <summary>Time between two ticks (default 10 s).</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    public EdgeParameters Parameters { get; init; } = new();

    /// <summary>Written into every snapshot and decision; part of their identity (default 1).</summary>
    public string StrategyVersion { get; init; } = "1";
}

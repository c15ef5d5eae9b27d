using Kalshi.Trading.Universe;
using Kalshi.Trading.Volatility;

namespace Kalshi.Trading.Edges;

/// <summary>The knobs of an edge tick; defaults are the reference runner's.</summary>
public sealed record EdgeParameters
{
    public SigmaParameters Sigma { get; init; } = new();

    public UniverseParameters Universe { get; init; } = new();

    /// <summary>Contracts that an expected value is counted for (default 1).</summary>
    public int Contracts { get; init; } = 1;

    /// <summary>Whether a market with only one side that can be taken yields a snapshot (default true). The reference publishes
    /// none, so that such markets vanish without a reason; false is for parity with it.</summary>
    public bool KeepOneSidedMarkets { get; init; } = true;
}

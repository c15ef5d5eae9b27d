using Kalshi.Trading;
using Kalshi.Trading.Opportunities;

namespace Kalshi.Grains.Opportunities;

/// <summary>How decisions are made, and what a take asks for.</summary>
public sealed record OpportunityGrainOptions
{
    public OpportunityLoopConfig Loop { get; init; } = new();

    /// <summary>What becomes of takes (TRADING_MODE, default paper).</summary>
    public TradingMode Mode { get; init; } = TradingMode.Paper;

    /// <summary>Contracts of one take (default 1).</summary>
    public Quantity Quantity { get; init; } = Quantity.FromSteps(Quantity.Scale);
}

using Kalshi.Grains.Edges;
using Kalshi.Grains.Opportunities;
using Kalshi.Grains.Risk;
using Kalshi.Grains.State;
using Kalshi.Simulation.Scenarios;
using Kalshi.Trading;
using Kalshi.Trading.Edges;
using Kalshi.Trading.Opportunities;
using Kalshi.Trading.Volatility;

namespace Kalshi.Simulation.Silo;

/// <summary>The strategy's knobs as the grains get them.</summary>
sealed record StrategySettings
{
    internal EdgeGrainOptions Edges { get; init; } = new();

    internal OpportunityGrainOptions Opportunities { get; init; } = new();

    internal EntryRules Entries { get; init; } = new();

    internal HotStateOptions HotState { get; init; } = new();

    internal RiskLimitGrainOptions Risk { get; init; } = new();

    /// <summary>The defaults of the silo, which are those of the reference's runner.</summary>
    internal static StrategySettings Default { get; } = new();

    /// <summary>Everything that has to do with time goes at the scenario's pace.</summary>
    internal static StrategySettings Of(Scenario scenario)
    {
        var pace = (int)scenario.Pace.TotalSeconds;
        return new()
        {
            Edges = new EdgeGrainOptions
            {
                Interval = scenario.Pace,
                Parameters = new EdgeParameters
                {
                    Sigma = new SigmaParameters { LookbackSeconds = 65 * pace, MinLookbackSeconds = 12 * pace, ResampleSeconds = pace },
                },
            },
            Opportunities = new OpportunityGrainOptions
            {
                Quantity = scenario.Quantity,
                Loop = new OpportunityLoopConfig
                {
                    Opportunity = new OpportunityConfig { MaxSpotAgeSeconds = scenario.MaxAgeSeconds, MaxQuoteAgeSeconds = scenario.MaxAgeSeconds },
                    TakeCooldownSeconds = 4 * pace,
                    MaxTakesPerTick = scenario.MaxOpenPositions,
                },
            },
            Entries = new EntryRules { MaxOpenPositions = scenario.MaxOpenPositions, CooldownSeconds = 4 * pace },
            HotState = new HotStateOptions { CheckpointInterval = scenario.Pace * 5, SpotHistorySeconds = 70 * pace },
        };
    }
}

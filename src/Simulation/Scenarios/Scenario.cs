using Kalshi.Trading;

namespace Kalshi.Simulation.Scenarios;

/// <summary>What a seed stands for: how long, how fast, and what goes wrong. Everything is drawn from the seed.</summary>
/// <remarks>The pace is both how often the venue speaks and how often the strategy looks; limits of age scale with it. So a
/// scenario of two days costs about as much as one of an hour, and both see rollovers and settlements.</remarks>
sealed record Scenario
{
    internal required int Seed { get; init; }

    internal required DateTimeOffset Start { get; init; }

    /// <summary>Time between two steps of the venue, and between two edge ticks.</summary>
    internal required TimeSpan Pace { get; init; }

    /// <summary>Steps of the venue before the calm at the end.</summary>
    internal required int Steps { get; init; }

    /// <summary>A new market opens every so many steps.</summary>
    internal required int MarketEverySteps { get; init; }

    /// <summary>Steps from a market's opening to its close.</summary>
    internal required int MarketLifeSteps { get; init; }

    internal required int MaxOpenPositions { get; init; }

    internal required Quantity Quantity { get; init; }

    internal required FaultRates Faults { get; init; }

    internal TimeSpan Length => Pace * Steps;

    /// <summary>Oldest spot and quote that may be decided on.</summary>
    internal long MaxAgeSeconds => (long)(Pace.TotalSeconds * 1.5);

    internal static string Product => "BTC-USD";

    /// <summary>Quarter-hour markets where they live about that long, else daily ones: their rule near expiry differs.</summary>
    internal string Series => Pace.TotalSeconds <= 30 ? "KXBTC15M" : "KXBTCD";
}

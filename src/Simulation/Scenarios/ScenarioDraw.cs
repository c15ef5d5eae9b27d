using Kalshi.Trading;

namespace Kalshi.Simulation.Scenarios;

/// <summary>From a seed to its scenario.</summary>
static class ScenarioDraw
{
    static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Seconds; most scenarios are of hours, some of days.
    static readonly int[] Paces = [10, 30, 30, 60, 60, 60, 120, 300];

    internal static Scenario Of(int seed)
    {
        var random = SeededRandom.For(seed, SeededRandom.Purpose.Scenario);
        var every = random.Next(8, 21);
        return new Scenario
        {
            Seed = seed,
            // Somewhere in the year, so that days, months and hours roll over.
            Start = Epoch + TimeSpan.FromMinutes(random.Next(365 * 24 * 60)),
            Pace = TimeSpan.FromSeconds(Paces[random.Next(Paces.Length)]),
            Steps = random.Next(90, 170),
            MarketEverySteps = every,
            MarketLifeSteps = every * random.Next(1, 3) + random.Next(26, 34),
            MaxOpenPositions = random.Next(1, 4),
            Quantity = Quantity.FromSteps(random.Next(1, 6) * Quantity.Scale),
            Faults = FaultRates.Draw(random),
        };
    }
}

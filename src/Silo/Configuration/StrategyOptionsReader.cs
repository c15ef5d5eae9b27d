using Kalshi.Grains.Edges;
using Kalshi.Grains.Events;
using Kalshi.Grains.Opportunities;
using Kalshi.Grains.State;
using Kalshi.Trading;
using Kalshi.Trading.Edges;
using Kalshi.Trading.Opportunities;
using Kalshi.Trading.Universe;
using Kalshi.Trading.Volatility;

namespace Kalshi.Silo.Configuration;

/// <summary>The strategy's knobs by the reference's names; defaults are those of its runner (strategy.md sections 6, 7, 12).</summary>
static class StrategyOptionsReader
{
    /// <summary>Settings of other readers that a replay has to know.</summary>
    static readonly string[] Others = ["KALSHI_SERIES", "TRADING_MODE", "PAPER_FILLS"];

    /// <summary>What decides what the strategy does, as it was read, defaults included.</summary>
    internal static IReadOnlyList<Setting> InForce(Knobs knobs)
    {
        var own = new Knobs(new ConfigurationBuilder().Build());
        _ = (Edges(own, []), Opportunities(own), Entries(own), HotState(own));
        var names = own.Readings.Select(r => r.Name).Concat(Others).ToHashSet();
        return [.. knobs.Readings.Where(r => names.Contains(r.Name)).Select(r => new Setting(r.Name, r.Value ?? ""))];
    }

    internal static EdgeGrainOptions Edges(Knobs knobs, IReadOnlyList<string> series) => new()
    {
        Interval = TimeSpan.FromSeconds(knobs.Whole("EDGE_INTERVAL_SECONDS", 10, 1, 3600)),
        StrategyVersion = knobs.Text("STRATEGY_VERSION", "1"),
        Parameters = new EdgeParameters
        {
            Sigma = new SigmaParameters
            {
                LookbackSeconds = knobs.Whole("SIGMA_LOOKBACK_SECONDS", 3900, 1, 86_400),
                EwmaLambda = knobs.Number("SIGMA_EWMA_LAMBDA", 0.94, 0.001, 0.999),
                MinPoints = knobs.Whole("SIGMA_MIN_POINTS", 10, 1, 100_000),
                MinLookbackSeconds = knobs.Whole("SIGMA_MIN_LOOKBACK_SECONDS", 3600, 0, 86_400),
                ResampleSeconds = knobs.Whole("SIGMA_RESAMPLE_SECONDS", 5, 1, 3600),
                SigmaDefault = knobs.Number("SIGMA_DEFAULT", 0.6, 0.0001, 100),
                SigmaMax = knobs.Number("SIGMA_MAX", 5.0, 0.0001, 1000),
            },
            Universe = new UniverseParameters
            {
                Status = knobs.Text("UNIVERSE_STATUS", "active"),
                Series = series,
                PctBand = knobs.Number("UNIVERSE_PCT_BAND", 3.0, 0, 1000),
                TopN = knobs.Whole("UNIVERSE_TOP_N", 40, 0, 100_000),
                FreshnessSeconds = knobs.Whole("QUOTE_FRESHNESS_SECONDS", 300, 1, 86_400),
                MaxHorizonSeconds = knobs.Whole("MAX_HORIZON_SECONDS", 21_600, 1, 365 * 86_400),
                MinAskCents = knobs.Number("MIN_ASK_CENTS", 1, 0, 100),
                MaxAskCents = knobs.Number("MAX_ASK_CENTS", 99, 0, 100),
            },
        },
    };

    internal static OpportunityGrainOptions Opportunities(Knobs knobs) => new()
    {
        Quantity = Quantity.FromSteps(knobs.Whole("CONTRACTS", 1, 1, 1_000_000) * Quantity.Scale),
        Loop = new OpportunityLoopConfig
        {
            Opportunity = new OpportunityConfig
            {
                MinEv = knobs.Number("EV_MIN", 0.03, -1, 1),
                CostBuffer = knobs.Number("COST_BUFFER", 0.01, 0, 1),
                MinAskCents = knobs.Number("MIN_ASK_CENTS", 1, 0, 100),
                MaxAskCents = knobs.Number("MAX_ASK_CENTS", 99, 0, 100),
                MaxSpotAgeSeconds = knobs.Whole("COINBASE_STALE_SECONDS", 10, 1, 86_400),
                MaxQuoteAgeSeconds = knobs.Whole("QUOTE_STALE_SECONDS", 10, 1, 86_400),
            },
            TakeCooldownSeconds = knobs.Whole("NO_NEW_ENTRIES_LAST_SECONDS", 120, 0, 86_400),
            MaxTakesPerTick = knobs.Whole("MAX_OPEN_POSITIONS", 1, 0, 10_000),
        },
    };

    internal static EntryRules Entries(Knobs knobs) => new()
    {
        MaxOpenPositions = knobs.Whole("MAX_OPEN_POSITIONS", 1, 0, 10_000),
        CooldownSeconds = knobs.Whole("NO_NEW_ENTRIES_LAST_SECONDS", 120, 0, 86_400),
    };

    internal static HotStateOptions HotState(Knobs knobs) => new()
    {
        CheckpointInterval = TimeSpan.FromSeconds(knobs.Whole("CHECKPOINT_INTERVAL_SECONDS", 10, 1, 3600)),
    };
}

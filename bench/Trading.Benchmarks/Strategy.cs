using Kalshi.Trading.Edges;
using Kalshi.Trading.Probability;
using Kalshi.Trading.Universe;
using Kalshi.Trading.Volatility;

namespace Kalshi.Trading.Benchmarks;

/// <summary>A tick's inputs: forty quoted strikes around the spot and an hour of history.</summary>
static class Strategy
{
    internal const long Now = 1_778_500_000;
    internal const int Markets = 40;

    internal static EdgeInputs Inputs()
    {
        var random = new Random(1);
        var price = 80_000.0;
        var history = Enumerable.Range(0, 3_800).Select(i => new SpotPoint(Now - 3_800 + i, price *= 1 + (random.NextDouble() - 0.5) * 1e-4)).ToArray();
        var contracts = Enumerable.Range(0, Markets).Select(i => new Contract(
            MarketTicker.Parse($"KXBTCD-26MAY1117-T{i}", "ticker"),
            new(StrikeType.Greater, history[^1].Price + (i - Markets / 2) * 50, null),
            new(Now + 3_600, null, null), default, "active")).ToArray();
        var quotes = contracts.ToDictionary(c => c.Ticker, _ => new Quote(Now - 1, 49, 51, 48, 50));
        return new(Now, history[^1], history, contracts, quotes);
    }

    internal static IReadOnlyList<MarketSnapshot> Snapshots() => new EdgeEngine(new()).Compute(Inputs()).Snapshots;
}

using Kalshi.Trading.Universe;
using Kalshi.Trading.Volatility;

namespace Kalshi.Trading.Edges;

/// <summary>What one edge tick sees.</summary>
/// <param name="NowTs">The tick, Unix seconds.</param>
/// <param name="Spot">The newest spot tick, however old; null when there was none yet.</param>
/// <param name="SpotHistory">Ticks in time order, the last of each second.</param>
/// <param name="Contracts">The catalogue.</param>
/// <param name="Quotes">The latest quote of each market.</param>
/// <param name="LastGoodSigma">The last estimate that was Ok, if any.</param>
public sealed record EdgeInputs(
    long NowTs,
    SpotPoint? Spot,
    ReadOnlyMemory<SpotPoint> SpotHistory,
    IReadOnlyCollection<Contract> Contracts,
    IReadOnlyDictionary<MarketTicker, Quote> Quotes,
    double? LastGoodSigma = null);

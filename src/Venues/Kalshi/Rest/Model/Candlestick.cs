using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>What happened in a market during one period.</summary>
/// <param name="EndTs">Unix seconds of the period's inclusive end.</param>
/// <param name="YesBid">Best bid for YES.</param>
/// <param name="YesAsk">Best ask for YES.</param>
/// <param name="Traded">Prices of trades; null where nothing was traded.</param>
/// <param name="Previous">Last price traded before the period; null where there was none.</param>
/// <param name="Volume">Contracts traded in the period.</param>
/// <param name="OpenInterest">Contracts open at its end.</param>
public sealed record Candlestick(
    long EndTs, PriceRangeInTime YesBid, PriceRangeInTime YesAsk, TradedPrices? Traded, Price? Previous, Quantity Volume, Quantity OpenInterest);

/// <summary>Course of a quoted price over a period.</summary>
public sealed record PriceRangeInTime(Price Open, Price Low, Price High, Price Close);

/// <summary>YES prices of the trades of a period.</summary>
/// <param name="Mean">Dollars, weighted by volume; finer than the price grid. null where the venue gives none.</param>
public sealed record TradedPrices(Price Open, Price Low, Price High, Price Close, decimal? Mean);

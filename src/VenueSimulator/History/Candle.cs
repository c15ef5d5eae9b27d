namespace Kalshi.VenueSimulator;

/// <summary>What a market did in one period.</summary>
/// <param name="End">Unix seconds; the period's inclusive end.</param>
/// <param name="Price">YES prices of its trades; null without a trade.</param>
/// <param name="Previous">Price of the last trade before the period; null without one.</param>
/// <param name="Turnover">Contracts times their YES price, in dollars.</param>
sealed record Candle(
    long End, PriceSpan YesBid, PriceSpan YesAsk, PriceSpan? Price, Dollars? Previous, decimal Turnover, Contracts Volume, Contracts OpenInterest)
{
    /// <summary>Volume-weighted, rounded to the price step; null without a trade.</summary>
    internal Dollars? Mean => Volume == Contracts.Zero ? null : new((long)Math.Round(Turnover / Volume.Value * 10_000m));

    /// <summary>A period that follows in which nothing happens.</summary>
    internal Candle Quiet(long end) => new(
        end, PriceSpan.At(YesBid.Close), PriceSpan.At(YesAsk.Close), null, Price?.Close ?? Previous, 0, Contracts.Zero, OpenInterest);

    /// <summary>This period and the next one as one that ends at <paramref name="end"/>.</summary>
    internal Candle Then(Candle later, long end) => new(
        end, YesBid.Then(later.YesBid), YesAsk.Then(later.YesAsk),
        Price is { } price ? later.Price is { } next ? price.Then(next) : price : later.Price,
        Previous, Turnover + later.Turnover, Volume + later.Volume, later.OpenInterest);
}

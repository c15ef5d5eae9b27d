namespace Kalshi.VenueSimulator;

/// <summary>The figures of a ticker frame.</summary>
/// <param name="DollarVolume">Dollars traded so far, whole dollars.</param>
/// <param name="DollarOpenInterest">Dollars positioned now, whole dollars.</param>
sealed record MarketSummary(
    Dollars LastPrice,
    Dollars YesBid,
    Contracts YesBidSize,
    Dollars YesAsk,
    Contracts YesAskSize,
    Contracts LastTradeSize,
    Contracts Volume,
    Contracts OpenInterest,
    long DollarVolume,
    long DollarOpenInterest)
{
    /// <summary>A market without a bid, an ask or a trade.</summary>
    internal static readonly MarketSummary Untraded = new(
        Dollars.Zero, Dollars.Zero, Contracts.Zero, Dollars.One, Contracts.Zero, Contracts.Zero, Contracts.Zero, Contracts.Zero, 0, 0);
}

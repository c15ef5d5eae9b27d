namespace Kalshi.Trading.Universe;

/// <summary>A market that a tick looks at.</summary>
/// <param name="DistancePct">From the spot to the contract's reference price, percent of the spot.</param>
/// <param name="CloseTs">Unix seconds.</param>
/// <param name="HorizonSeconds">From now to the close; down to −5.</param>
public sealed record SelectedMarket(Contract Contract, double DistancePct, long CloseTs, long HorizonSeconds)
{
    public MarketTicker Ticker => Contract.Ticker;
}

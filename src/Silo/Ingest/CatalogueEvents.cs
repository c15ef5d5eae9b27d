using Kalshi.Grains.Events;
using Kalshi.Trading.Probability;
using Kalshi.Trading.Universe;
using Kalshi.Venues;

namespace Kalshi.Silo.Ingest;

/// <summary>A market of the catalogue in the words of the record.</summary>
static class CatalogueEvents
{
    internal static MarketLifecycle Lifecycle(CatalogueMarket market, long readTs) => new(
        market.Ticker, readTs, market.Status, market.CloseTs, market.ExpectedExpirationTs, market.ExpirationTs, market.SettlementTs, market.UpdatedTsMs);

    internal static ContractUpdate Contract(CatalogueMarket market, long readTs)
    {
        var terms = VenueTerms.Of(market.Ticker, market.StrikeTypeRaw, market.Lower, market.Upper);
        return new(
            market.Ticker, readTs, terms.Lower, terms.Upper, ContractTerms.NameOf(terms.StrikeType), market.CloseTs,
            market.ExpectedExpirationTs, market.ExpirationTs, market.SettlementTs, market.Outcome, market.PriceLevelStructure,
            market.UpdatedTsMs);
    }
}

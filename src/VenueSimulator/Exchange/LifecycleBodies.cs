namespace Kalshi.VenueSimulator;

/// <summary>The msg objects of the life cycle channel.</summary>
static class LifecycleBodies
{
    internal static byte[] Created(MarketTerms terms, SessionClock session) => WireJson.Bytes(new
    {
        EventType = "created",
        MarketTicker = terms.Ticker,
        ExchangeIndex = 0,
        OpenTs = session.At(terms.Open).ToUnixTimeSeconds(),
        CloseTs = session.At(terms.Close).ToUnixTimeSeconds(),
        AdditionalMetadata = new
        {
            Name = terms.YesSubTitle,
            terms.Title,
            terms.YesSubTitle,
            terms.NoSubTitle,
            RulesPrimary = terms.Rules,
            RulesSecondary = "",
            CanCloseEarly = false,
            terms.EventTicker,
            ExpectedExpirationTs = session.At(terms.Close).ToUnixTimeSeconds(),
            terms.StrikeType,
            FloorStrike = terms.Strike,
        },
        PriceLevelStructure = terms.Grid.Name,
    });

    internal static byte[] Activated(string ticker) =>
        WireJson.Bytes(new { EventType = "activated", MarketTicker = ticker, ExchangeIndex = 0, IsDeactivated = false });

    internal static byte[] MetadataUpdated(MarketTerms terms) => WireJson.Bytes(new
    {
        EventType = "metadata_updated",
        MarketTicker = terms.Ticker,
        terms.YesSubTitle,
        terms.StrikeType,
        FloorStrike = terms.Strike,
    });

    internal static byte[] CloseDateUpdated(string ticker, DateTimeOffset close) =>
        WireJson.Bytes(new { EventType = "close_date_updated", MarketTicker = ticker, ExchangeIndex = 0, CloseTs = close.ToUnixTimeSeconds() });

    internal static byte[] Determined(string ticker, Settlement settlement, DateTimeOffset now) => WireJson.Bytes(new
    {
        EventType = "determined",
        MarketTicker = ticker,
        ExchangeIndex = 0,
        settlement.Result,
        DeterminationTs = now.ToUnixTimeSeconds(),
        SettlementValue = settlement.Value,
    });

    internal static byte[] Settled(string ticker, DateTimeOffset now) =>
        WireJson.Bytes(new { EventType = "settled", MarketTicker = ticker, ExchangeIndex = 0, SettledTs = now.ToUnixTimeSeconds() });

    internal static byte[] EventCreated(MarketTerms terms, SessionClock session) => WireJson.Bytes(new
    {
        terms.EventTicker,
        terms.Title,
        Subtitle = "",
        CollateralReturnType = "",
        terms.SeriesTicker,
        StrikeDate = session.At(terms.Close).ToUnixTimeSeconds(),
    });
}

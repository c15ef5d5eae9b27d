using System.Text.Json.Serialization;

namespace Kalshi.VenueSimulator;

/// <summary>A market as the REST API shows it: fixed-point text for every price and count, no integer cents.</summary>
sealed record MarketResource(
    string Ticker,
    string EventTicker,
    string MarketType,
    string Title,
    string Subtitle,
    string YesSubTitle,
    string NoSubTitle,
    DateTimeOffset CreatedTime,
    DateTimeOffset UpdatedTime,
    DateTimeOffset OpenTime,
    DateTimeOffset CloseTime,
    DateTimeOffset ExpectedExpirationTime,
    DateTimeOffset ExpirationTime,
    DateTimeOffset LatestExpirationTime,
    int SettlementTimerSeconds,
    string Status,
    string ResponsePriceUnits,
    Dollars NotionalValueDollars,
    Dollars YesBidDollars,
    Contracts YesBidSizeFp,
    Dollars YesAskDollars,
    Contracts YesAskSizeFp,
    Dollars NoBidDollars,
    Dollars NoAskDollars,
    Dollars LastPriceDollars,
    Dollars PreviousYesBidDollars,
    Dollars PreviousYesAskDollars,
    Dollars PreviousPriceDollars,
    Contracts VolumeFp,
    [property: JsonPropertyName("volume_24h_fp")] Contracts VolumeOfDay,
    Dollars LiquidityDollars,
    Contracts OpenInterestFp,
    string Result,
    bool CanCloseEarly,
    bool FractionalTradingEnabled,
    string ExpirationValue,
    string RulesPrimary,
    string RulesSecondary,
    string PriceLevelStructure,
    IReadOnlyList<PriceRange> PriceRanges,
    string StrikeType,
    decimal? FloorStrike,
    decimal? CapStrike,
    Dollars? SettlementValueDollars,
    DateTimeOffset? SettlementTs)
{
    /// <summary>The market as it stands. Under the exchange's gate.</summary>
    internal static MarketResource Of(Market market, SessionClock session)
    {
        var terms = market.Terms;
        var (bid, bidSize, ask, askSize) = market.TopOfBook();
        var close = session.At(terms.Close);
        var determined = market.Status >= MarketStatus.Determined;
        return new(
            terms.Ticker, terms.EventTicker, "binary", terms.Title, "", terms.YesSubTitle, terms.NoSubTitle,
            session.At(terms.Created), session.At(market.Updated), session.At(terms.Open), close, close, close, close.AddDays(7),
            (int)terms.SettlementTimer.TotalSeconds, market.Status.Wire(), "usd_cent", Dollars.One,
            bid, bidSize, ask, askSize, ask.Complement, bid.Complement,
            market.Summary.LastPrice, Dollars.Zero, Dollars.Zero, Dollars.Zero,
            market.Summary.Volume, market.Summary.Volume, Dollars.Zero, market.Summary.OpenInterest,
            determined ? market.Settlement!.Result : "", false, true,
            determined && market.Settlement!.ExpirationValue is { } value ? FormattableString.Invariant($"{value:F2}") : "",
            terms.Rules, "", terms.Grid.Name, terms.Grid.Ranges, terms.StrikeType,
            terms.StrikeType is "less" or "less_or_equal" ? null : terms.Strike,
            terms.StrikeType is "less" or "less_or_equal" ? terms.Strike : terms.Cap,
            determined ? market.Settlement!.Value : null,
            market.Settled is { } settled ? session.At(settled) : null);
    }
}

/// <summary>An event as the REST API shows it.</summary>
sealed record EventResource(
    string EventTicker,
    string SeriesTicker,
    string Title,
    string SubTitle,
    string CollateralReturnType,
    bool MutuallyExclusive,
    string Category,
    DateTimeOffset StrikeDate,
    bool AvailableOnBrokers,
    IReadOnlyDictionary<string, string> ProductMetadata,
    IReadOnlyList<SettlementSource> SettlementSources,
    IReadOnlyList<MarketResource>? Markets)
{
    static readonly IReadOnlyDictionary<string, string> NoMetadata = new Dictionary<string, string>();

    /// <summary>The event of these markets. Under the exchange's gate.</summary>
    internal static EventResource Of(IReadOnlyList<Market> markets, SessionClock session, bool nested)
    {
        var terms = markets[0].Terms;
        return new(
            terms.EventTicker, terms.SeriesTicker, terms.Title, "", "", false, "Crypto", session.At(terms.Close), false, NoMetadata,
            [SettlementSource.Index],
            nested ? [.. markets.Select(m => MarketResource.Of(m, session))] : null);
    }
}

/// <summary>A series as the REST API shows it.</summary>
sealed record SeriesResource(
    string Ticker,
    string Title,
    string Frequency,
    string Category,
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> Tags,
    IReadOnlyList<SettlementSource> SettlementSources,
    string ContractUrl,
    string ContractTermsUrl,
    string FeeType,
    decimal FeeMultiplier,
    IReadOnlyList<string> AdditionalProhibitions)
{
    internal static SeriesResource Of(Series series) => new(
        series.Ticker, series.Title, series.Frequency, "Crypto", ["Crypto"], ["BTC"],
        [SettlementSource.Index],
        "", "", "quadratic", 1m, []);
}

sealed record SettlementSource(string Name, string Url)
{
    /// <summary>Where all of these markets settle.</summary>
    internal static readonly SettlementSource Index = new("CF Benchmarks", "https://www.cfbenchmarks.com/data/indices/BRTI");
}

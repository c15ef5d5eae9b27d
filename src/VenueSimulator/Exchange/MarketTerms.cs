namespace Kalshi.VenueSimulator;

/// <summary>What is fixed about a market when it is listed. Times are offsets from the start of the session.</summary>
/// <param name="StrikeType">greater, greater_or_equal, less, less_or_equal or between.</param>
/// <param name="Strike">Index level in dollars; null until it is known, which for some series is when the market opens.</param>
/// <param name="SettlementTimer">From determination until the money moves.</param>
sealed record MarketTerms(
    string Ticker,
    string EventTicker,
    string SeriesTicker,
    Guid MarketId,
    string StrikeType,
    decimal? Strike,
    TimeSpan Created,
    TimeSpan Open,
    TimeSpan Close,
    TimeSpan SettlementTimer,
    PriceGrid Grid)
{
    /// <summary>Upper end of a "between" range; null for the other types.</summary>
    internal decimal? Cap { get; init; }

    internal string StrikeText => Strike is { } strike ? $"${strike:N2}" : "a price to be set at the open";

    internal string YesSubTitle => StrikeType switch
    {
        "greater" => $"Above {StrikeText}",
        "less" => $"Below {StrikeText}",
        "less_or_equal" => $"{StrikeText} or below",
        "between" => $"{StrikeText} to ${Cap:N2}",
        _ => $"{StrikeText} or above",
    };

    internal string NoSubTitle => StrikeType switch
    {
        "greater" => $"{StrikeText} or below",
        "less" => $"{StrikeText} or above",
        "less_or_equal" => $"Above {StrikeText}",
        "between" => $"Not {YesSubTitle}",
        _ => $"Below {StrikeText}",
    };

    internal string Title => SeriesTicker == Series.FifteenMinutes
        ? "BTC price up in next 15 mins?"
        : "Bitcoin price at the end of the hour";

    internal string Rules =>
        $"If the simple average of the sixty seconds of CF Benchmarks' Bitcoin Real-Time Index (BRTI) before the close is {Condition}, then the market resolves to Yes.";

    /// <summary>Whether an expiration value settles the market to YES. The strike is known.</summary>
    internal bool SettlesYes(decimal expirationValue) => StrikeType switch
    {
        "greater" => expirationValue > Strike!.Value,
        "less" => expirationValue < Strike!.Value,
        "less_or_equal" => expirationValue <= Strike!.Value,
        "between" => expirationValue >= Strike!.Value && expirationValue <= Cap!.Value,
        _ => expirationValue >= Strike!.Value,
    };

    string Condition => StrikeType switch
    {
        "greater" => $"above {StrikeText}",
        "less" => $"below {StrikeText}",
        "less_or_equal" => $"at or below {StrikeText}",
        "between" => $"between {StrikeText} and ${Cap:N2}",
        _ => $"at or above {StrikeText}",
    };
}

/// <summary>How a market ended.</summary>
/// <param name="Yes">Whether YES pays the dollar.</param>
/// <param name="ExpirationValue">The index value it was decided on; null where only the result is known.</param>
sealed record Settlement(bool Yes, decimal? ExpirationValue)
{
    internal string Result => Yes ? "yes" : "no";

    internal Dollars Value => Yes ? Dollars.One : Dollars.Zero;
}

using System.Globalization;
using Kalshi.Trading.Probability;

namespace Kalshi.Trading.Universe;

/// <summary>Contract terms from what the venue says about a market: strategy.md section 8.</summary>
public static class VenueTerms
{
    /// <summary>Series whose tickers say nothing about the strike: T and B there name the series' own grids.</summary>
    static readonly string[] SeriesWithoutTickerTerms = ["KXBTC", "KXBTC15M", "KXBTCD"];

    /// <summary>The venue's strike type where it is one of ours, otherwise what the bounds imply: both are a range, a floor alone is
    /// "greater", a cap alone "less" (so that greater_or_equal becomes greater). Without bounds a ticker ending in -A or -B and a number
    /// tells, except in the bitcoin series.</summary>
    /// <param name="floor">Dollars.</param>
    /// <param name="cap">Dollars.</param>
    public static ContractTerms Of(MarketTicker ticker, string? strikeType, double? floor, double? cap)
    {
        var type = ContractTerms.ParseStrikeType(strikeType) ?? Implied(floor, cap);
        return type is null && FromTicker(ticker) is { } terms ? terms : new(type, floor, cap);
    }

    static StrikeType? Implied(double? floor, double? cap) => (floor, cap) switch
    {
        (not null, not null) => StrikeType.Between,
        (not null, null) => StrikeType.Greater,
        (null, not null) => StrikeType.Less,
        _ => null,
    };

    static ContractTerms? FromTicker(MarketTicker ticker)
    {
        var text = ticker.Value;
        var dash = text.LastIndexOf('-');
        if (dash < 0 || dash + 2 >= text.Length || SeriesWithoutTickerTerms.Contains(ticker.Series))
            return null;
        if (!double.TryParse(text.AsSpan(dash + 2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var strike))
            return null;
        return text[dash + 1] switch
        {
            'A' => new(StrikeType.Greater, strike, null),
            'B' => new(StrikeType.Less, null, strike),
            _ => null,
        };
    }
}

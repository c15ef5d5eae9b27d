using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>A market as the venue's catalogue describes it.</summary>
/// <param name="Status">initialized, inactive, active, closed, determined, disputed, amended or finalized.</param>
/// <param name="StrikeTypeRaw">The venue's word; null when it gave none.</param>
/// <param name="StrikeType">less, greater or between as the strategy understands it (strategy.md section 8); null when neither the
/// venue nor the bounds tell.</param>
/// <param name="Lower">Bounds in dollars of the underlying, doubles as the strategy's maths.</param>
/// <param name="CloseTs">Times are Unix seconds. When trading ends; the expected expiration where the venue names no close.</param>
/// <param name="SettlementTs">When money moved; null before.</param>
/// <param name="Result">yes, no or scalar; null before it is determined.</param>
/// <param name="SettlementValue">What one YES contract pays in dollars; null before it is determined.</param>
/// <param name="ExpirationValue">The underlying's value that decided, in the venue's words; null before.</param>
/// <param name="PriceLevelStructure">The venue's name of the price grid.</param>
/// <param name="UpdatedTsMs">When the venue last changed it other than by trading, Unix milliseconds; null when it does not say.</param>
public sealed record CatalogueMarket(
    MarketTicker Ticker,
    string EventTicker,
    string Status,
    string? StrikeTypeRaw,
    string? StrikeType,
    double? Lower,
    double? Upper,
    long? OpenTs,
    long? CloseTs,
    long? ExpectedExpirationTs,
    long? ExpirationTs,
    long? SettlementTs,
    string? Result,
    Price? SettlementValue,
    string? ExpirationValue,
    string? PriceLevelStructure,
    IReadOnlyList<PriceRange> PriceRanges,
    long? UpdatedTsMs = null)
{
    /// <summary>The outcome is final and paid, or about to be: nothing of it changes any more.</summary>
    public bool IsSettled => Status == "finalized";

    /// <summary>The prices at which the market takes orders: the venue's ranges, or where it gives none those that its grid's name promises.</summary>
    /// <exception cref="FormatException">Neither can be read: guessing a tick size places orders that the venue refuses.</exception>
    public PriceGrid Grid() => PriceRanges.Count > 0
        ? PriceGrid.FromRanges(PriceRanges.Select(range => new Trading.PriceRange(range.Start, range.End, range.Step)), "price_ranges")
        : PriceGrid.Parse(PriceLevelStructure ?? "", "price_level_structure");

    /// <summary>What is wrong with the grid, or how its ranges differ from what its name promises; null when nothing is.</summary>
    public string? GridFault()
    {
        try
        {
            var named = PriceGrid.Parse(PriceLevelStructure ?? "", "price_level_structure");
            return Grid().Ranges.SequenceEqual(named.Ranges) ? null : $"price_ranges: they differ from those of {PriceLevelStructure}";
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    /// <summary>1 when YES won, 0 when NO did, null while nobody or a scalar did.</summary>
    public int? Outcome => Result switch
    {
        "yes" => 1,
        "no" => 0,
        _ => null,
    };
}

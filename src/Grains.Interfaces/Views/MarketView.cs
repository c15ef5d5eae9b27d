using Kalshi.Trading;

namespace Kalshi.Grains;

/// <summary>What is known of a market now. Times are Unix seconds.</summary>
/// <param name="Quote">Top of the live book, else the venue's own quote while the book is not live; null without either.</param>
/// <param name="BookState">empty, live or stale.</param>
/// <param name="BookReason">Why the book is stale.</param>
/// <param name="Sequence">In stream MARKET, of the last event in all this; 0 before any.</param>
/// <param name="PriceLevelStructure">The venue's name of the price grid; null when it did not tell.</param>
[GenerateSerializer, Immutable, Alias("kalshi.view.market")]
public sealed record MarketView(
    [property: Id(0)] MarketTicker Market,
    [property: Id(1)] string? Status,
    [property: Id(2)] string? StrikeType,
    [property: Id(3)] double? Lower,
    [property: Id(4)] double? Upper,
    [property: Id(5)] long? CloseTs,
    [property: Id(6)] long? ExpectedExpirationTs,
    [property: Id(7)] long? SettlementTs,
    [property: Id(8)] int? Outcome,
    [property: Id(9)] QuoteView? Quote,
    [property: Id(10)] string BookState,
    [property: Id(11)] string? BookReason,
    [property: Id(12)] long Events,
    [property: Id(13)] string? PriceLevelStructure = null,
    [property: Id(14)] long Sequence = 0);

/// <summary>Best YES bid and ask; a NO price is the complement of the other side's.</summary>
/// <param name="YesBid">Null when nobody bids.</param>
/// <param name="YesAsk">Null when nobody offers.</param>
/// <param name="Ts">Venue time of the last event behind it, Unix seconds.</param>
/// <param name="Origin">book or ticker.</param>
[GenerateSerializer, Immutable, Alias("kalshi.view.quote")]
public sealed record QuoteView(
    [property: Id(0)] Price? YesBid,
    [property: Id(1)] Price? YesAsk,
    [property: Id(2)] Quantity? YesBidSize,
    [property: Id(3)] Quantity? YesAskSize,
    [property: Id(4)] long Ts,
    [property: Id(5)] long? TsMs,
    [property: Id(6)] string Origin);

using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kalshi.Trading;

namespace Kalshi.Venues;

// The venue's answers, field for field (OpenAPI). Items of lists stay raw so that one bad item does not spoil its page.

sealed record MarketsAnswer(JsonElement[] Markets, string Cursor);

sealed record MarketEnvelope(JsonElement Market);

sealed record TradesAnswer(JsonElement[] Trades, string Cursor);

sealed record SeriesEnvelope(JsonElement Series);

sealed record BookEnvelope(BookSides OrderbookFp);

sealed record BooksAnswer(JsonElement[] Orderbooks);

sealed record BookOfMarket(MarketTicker Ticker, BookSides OrderbookFp);

/// <summary>A side is null when it is empty.</summary>
sealed record BookSides(BookLevel[]? YesDollars, BookLevel[]? NoDollars);

sealed record StatusAnswer(bool ExchangeActive, bool TradingActive, [property: JsonConverter(typeof(UnixSecondsConverter))] long? ExchangeEstimatedResumeTime = null);

sealed record BalanceAnswer(long Balance, long PortfolioValue, long UpdatedTs);

sealed record SeriesAnswer : IExtensible
{
    public required string Ticker { get; init; }
    public required string Title { get; init; }
    public required string Category { get; init; }
    public required string FeeType { get; init; }
    public required double FeeMultiplier { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    [JsonIgnore]
    public FrozenSet<string> Unread => UnreadFields;

    static readonly FrozenSet<string> UnreadFields = FrozenSet.Create(
        "frequency", "tags", "settlement_sources", "contract_url", "contract_terms_url", "product_metadata", "additional_prohibitions",
        "volume_fp", "last_updated_ts");
}

sealed record TradeAnswer : IExtensible
{
    public required string TradeId { get; init; }
    public required MarketTicker Ticker { get; init; }
    public required Quantity CountFp { get; init; }
    public required Price YesPriceDollars { get; init; }
    public required Price NoPriceDollars { get; init; }
    [JsonConverter(typeof(UnixSecondsConverter))]
    public required long? CreatedTime { get; init; }
    public Side? TakerOutcomeSide { get; init; }
    public Side? TakerSide { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    [JsonIgnore]
    public FrozenSet<string> Unread => UnreadFields;

    static readonly FrozenSet<string> UnreadFields = FrozenSet.Create(
        "taker_book_side", "is_block_trade", "count", "price", "yes_price", "no_price");

    /// <exception cref="JsonException">The two sides contradict each other, or the taker or the time is missing.</exception>
    internal PublicTrade ToTrade() =>
        NoPriceDollars != YesPriceDollars.Complement ? throw new JsonException($"no_price_dollars: {NoPriceDollars} is not 1 - {YesPriceDollars}")
        : new(TradeId, Ticker, YesPriceDollars, CountFp,
            TakerOutcomeSide ?? TakerSide ?? throw new JsonException("taker_outcome_side: missing"),
            CreatedTime ?? throw new JsonException("created_time: missing"));
}

using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kalshi.Trading;

namespace Kalshi.Venues;

sealed record MarketsAnswer(JsonElement[] Markets, string Cursor) : Answer;

sealed record MarketEnvelope(JsonElement Market) : Answer;

/// <summary>A market on the wire. Bid and ask in dollars are demanded though the catalogue does not keep them: an answer that
/// gives cents only is of a shape that we do not read.</summary>
sealed record MarketAnswer : Answer
{
    public required MarketTicker Ticker { get; init; }
    public required string EventTicker { get; init; }
    public required string Status { get; init; }
    public required Price YesBidDollars { get; init; }
    public required Price YesAskDollars { get; init; }
    public required string Result { get; init; }
    public string? StrikeType { get; init; }
    public double? FloorStrike { get; init; }
    public double? CapStrike { get; init; }
    [JsonConverter(typeof(UnixSecondsConverter))]
    public long? OpenTime { get; init; }
    [JsonConverter(typeof(UnixSecondsConverter))]
    public long? CloseTime { get; init; }
    [JsonConverter(typeof(UnixSecondsConverter))]
    public long? ExpectedExpirationTime { get; init; }
    [JsonConverter(typeof(UnixSecondsConverter))]
    public long? ExpirationTime { get; init; }
    [JsonConverter(typeof(UnixSecondsConverter))]
    public long? LatestExpirationTime { get; init; }
    [JsonConverter(typeof(UnixSecondsConverter))]
    public long? SettlementTs { get; init; }
    [JsonConverter(typeof(UnixMillisecondsConverter))]
    public long? UpdatedTime { get; init; }
    public Price? SettlementValueDollars { get; init; }
    public string? ExpirationValue { get; init; }
    public string? PriceLevelStructure { get; init; }
    public PriceRange[]? PriceRanges { get; init; }

    static readonly FrozenSet<string> Unread = FrozenSet.Create(
        "market_type", "title", "subtitle", "yes_sub_title", "no_sub_title", "created_time", "settlement_timer_seconds",
        "response_price_units", "yes_bid_size_fp", "yes_ask_size_fp", "no_bid_dollars", "no_ask_dollars", "last_price_dollars", "volume_fp",
        "volume_24h_fp", "can_close_early", "fractional_trading_enabled", "open_interest_fp", "notional_value_dollars",
        "previous_yes_bid_dollars", "previous_yes_ask_dollars", "previous_price_dollars", "liquidity_dollars", "occurrence_datetime",
        "fee_waiver_expiration_time", "early_close_condition", "tick_size", "functional_strike", "custom_strike", "rules_primary",
        "rules_secondary", "mve_collection_ticker", "mve_selected_legs", "primary_participant_key", "is_provisional", "exchange_index",
        // Cents of before 2026, harmless beside their successors.
        "yes_bid", "yes_ask", "no_bid", "no_ask", "last_price", "previous_price", "previous_yes_bid", "previous_yes_ask", "volume",
        "volume_24h", "open_interest", "liquidity", "notional_value");

    internal override bool IsKnown(string name) => Unread.Contains(name);

    /// <exception cref="JsonException">The settlement value comes in a retired unit.</exception>
    internal CatalogueMarket ToCatalogue()
    {
        if (SettlementValueDollars is null && Others?.TryGetValue("settlement_value", out var cents) == true && cents.ValueKind != JsonValueKind.Null)
            throw new JsonException($"settlement_value_dollars: missing; settlement_value = {cents} is in a retired unit");
        var (strikeType, lower, upper) = StrikeInference.Infer(Ticker, StrikeType, FloorStrike, CapStrike);
        return new(
            Ticker, EventTicker, Status, NullIfEmpty(StrikeType), strikeType, lower, upper, OpenTime, CloseTime ?? ExpectedExpirationTime,
            ExpectedExpirationTime, ExpirationTime ?? LatestExpirationTime, SettlementTs, NullIfEmpty(Result), SettlementValueDollars,
            NullIfEmpty(ExpirationValue), NullIfEmpty(PriceLevelStructure), PriceRanges ?? [], UpdatedTime);
    }

    static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

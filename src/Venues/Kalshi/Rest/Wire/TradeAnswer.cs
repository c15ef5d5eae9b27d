using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kalshi.Trading;

namespace Kalshi.Venues;

sealed record TradesAnswer(JsonElement[] Trades, string Cursor) : Answer;

/// <summary>A public trade on the wire (OpenAPI, schema Trade).</summary>
sealed record TradeAnswer(
    string TradeId, MarketTicker Ticker, Quantity CountFp, Price YesPriceDollars, Price NoPriceDollars,
    [property: JsonConverter(typeof(UnixMillisecondsConverter))] long? CreatedTime, Side? TakerOutcomeSide = null, Side? TakerSide = null) : Answer
{
    static readonly FrozenSet<string> Unread = FrozenSet.Create("taker_book_side", "is_block_trade", "count", "price", "yes_price", "no_price");

    internal override bool IsKnown(string name) => Unread.Contains(name);

    /// <exception cref="JsonException">The two sides contradict each other, or the taker or the time is missing.</exception>
    internal PublicTrade ToTrade() =>
        NoPriceDollars != YesPriceDollars.Complement ? throw new JsonException($"no_price_dollars: {NoPriceDollars} is not 1 - {YesPriceDollars}")
        : new(TradeId, Ticker, YesPriceDollars, CountFp,
            TakerOutcomeSide ?? TakerSide ?? throw new JsonException("taker_outcome_side: missing"),
            CreatedTime ?? throw new JsonException("created_time: missing"));
}

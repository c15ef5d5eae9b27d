using System.Text.Json;
using System.Text.Json.Serialization;
using Kalshi.Trading;

namespace Kalshi.Venues;

sealed record CutoffAnswer(
    [property: JsonConverter(typeof(UnixSecondsConverter))] long? MarketSettledTs,
    [property: JsonConverter(typeof(UnixSecondsConverter))] long? TradesCreatedTs,
    [property: JsonConverter(typeof(UnixSecondsConverter))] long? OrdersUpdatedTs) : Answer
{
    /// <exception cref="JsonException">A time is missing.</exception>
    internal HistoricalCutoff ToCutoff() => new(
        MarketSettledTs ?? throw new JsonException("market_settled_ts: missing"),
        TradesCreatedTs ?? throw new JsonException("trades_created_ts: missing"),
        OrdersUpdatedTs ?? throw new JsonException("orders_updated_ts: missing"));
}

sealed record CandlesticksAnswer(string Ticker, JsonElement[] Candlesticks) : Answer;

/// <summary>A candlestick on the wire (OpenAPI, schema MarketCandlestick).</summary>
sealed record CandlestickAnswer(
    long EndPeriodTs, QuotedAnswer YesBid, QuotedAnswer YesAsk, TradedAnswer Price, Quantity VolumeFp, Quantity OpenInterestFp) : Answer
{
    internal override bool IsKnown(string name) => name is "volume" or "open_interest";

    internal Candlestick ToCandlestick() => new(
        EndPeriodTs, YesBid.ToRange(), YesAsk.ToRange(), Price.ToTraded(), Price.PreviousDollars, VolumeFp, OpenInterestFp);
}

sealed record QuotedAnswer(Price OpenDollars, Price LowDollars, Price HighDollars, Price CloseDollars) : Answer
{
    internal override bool IsKnown(string name) => name is "open" or "low" or "high" or "close";

    internal PriceRangeInTime ToRange() => new(OpenDollars, LowDollars, HighDollars, CloseDollars);
}

/// <summary>Everything is null where nothing was traded.</summary>
sealed record TradedAnswer(
    Price? OpenDollars = null, Price? LowDollars = null, Price? HighDollars = null, Price? CloseDollars = null, string? MeanDollars = null,
    Price? PreviousDollars = null) : Answer
{
    internal override bool IsKnown(string name) =>
        name is "min_dollars" or "max_dollars" or "open" or "low" or "high" or "close" or "mean" or "previous" or "min" or "max";

    /// <exception cref="JsonException">Cents without dollars, or only part of the prices.</exception>
    internal TradedPrices? ToTraded() => TradedOf(OpenDollars, LowDollars, HighDollars, CloseDollars, MeanDollars, "_dollars")
        ?? (Others?.FirstOrDefault(other => other is { Key: "open", Value.ValueKind: not JsonValueKind.Null }).Value is { ValueKind: not JsonValueKind.Undefined } cents
            ? throw new JsonException($"open_dollars: missing; open = {cents} is in a retired unit") : null);

    internal static TradedPrices? TradedOf(Price? open, Price? low, Price? high, Price? close, string? mean, string suffix) => (open, low, high, close) switch
    {
        (null, null, null, null) => null,
        ({ } first, { } least, { } most, { } last) => new(first, least, most, last, mean is null ? null : Dollars.Parse(mean, "mean" + suffix)),
        _ => throw new JsonException($"open{suffix}: only some of open, low, high and close are there"),
    };
}

/// <summary>A candlestick of the historical endpoint, whose dollars have no suffix (OpenAPI, schema MarketCandlestickHistorical).</summary>
sealed record HistoricalCandlestickAnswer(
    long EndPeriodTs, HistoricalQuotedAnswer YesBid, HistoricalQuotedAnswer YesAsk, HistoricalTradedAnswer Price, Quantity Volume, Quantity OpenInterest) : Answer
{
    internal Candlestick ToCandlestick() => new(
        EndPeriodTs, YesBid.ToRange(), YesAsk.ToRange(), Price.ToTraded(), Price.Previous, Volume, OpenInterest);
}

sealed record HistoricalQuotedAnswer(Price Open, Price Low, Price High, Price Close) : Answer
{
    internal PriceRangeInTime ToRange() => new(Open, Low, High, Close);
}

sealed record HistoricalTradedAnswer(Price? Open, Price? Low, Price? High, Price? Close, string? Mean, Price? Previous) : Answer
{
    /// <exception cref="JsonException">Only part of the prices.</exception>
    internal TradedPrices? ToTraded() => TradedAnswer.TradedOf(Open, Low, High, Close, Mean, "");
}

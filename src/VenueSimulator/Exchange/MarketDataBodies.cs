using System.Text.Json.Serialization;

namespace Kalshi.VenueSimulator;

/// <summary>The msg objects of the market data channels.</summary>
static class MarketDataBodies
{
    /// <param name="yesPrices">Whether NO bids are quoted at their price in the YES leg (use_yes_price).</param>
    internal static byte[] Snapshot(Market market, bool yesPrices = false) => WireJson.Bytes(new SnapshotBody(
        market.Terms.Ticker, market.Terms.MarketId,
        LevelsOrAbsent(market.Book!, BookSide.Yes, yesPrices), LevelsOrAbsent(market.Book!, BookSide.No, yesPrices)));

    internal static byte[] Delta(
        MarketTerms terms, BookSide side, Dollars price, Contracts delta, DateTimeOffset stamp, string? clientOrderId = null,
        bool yesPrices = false) =>
        WireJson.Bytes(new DeltaBody(
            terms.Ticker, terms.MarketId, InLeg(price, side, yesPrices), delta, side.Wire(), clientOrderId, stamp, stamp.ToUnixTimeMilliseconds()));

    internal static byte[] Ticker(MarketTerms terms, MarketSummary s, DateTimeOffset stamp) => WireJson.Bytes(new TickerBody(
        terms.MarketId, terms.Ticker, s.LastPrice, s.YesBid, s.YesAsk, s.YesBidSize, s.YesAskSize, s.LastTradeSize,
        s.Volume, s.OpenInterest, s.DollarVolume, s.DollarOpenInterest,
        stamp.ToUnixTimeSeconds(), stamp.ToUnixTimeMilliseconds(), stamp));

    internal static byte[] Trade(ContractTraded trade, DateTimeOffset stamp) => WireJson.Bytes(new TradeBody(
        trade.TradeId, trade.Ticker, trade.YesPrice, trade.YesPrice.Complement, trade.Count,
        trade.TakerSide.Wire(), trade.TakerSide.Wire(), trade.TakerSide == BookSide.Yes ? "bid" : "ask", false,
        stamp.ToUnixTimeSeconds(), stamp.ToUnixTimeMilliseconds()));

    internal static byte[] Index(string indexId, IndexValue value, DateTimeOffset stamp)
    {
        var ms = stamp.ToUnixTimeMilliseconds();
        var raw = FormattableString.Invariant($$"""{"type":"value","id":"{{indexId}}","time":{{ms}},"value":"{{value.Value:F2}}"}""");
        return WireJson.Bytes(new IndexBody(
            indexId, ms, raw,
            new(Eight(value.TrailingAverage), value.TrailingCount, ms - 60_000, ms),
            value.QuarterAverage is { } average ? new(Eight(average), value.QuarterCount, ms - value.QuarterCount * 1_000, ms) : null));
    }

    static Dollars InLeg(Dollars price, BookSide side, bool yesPrices) => yesPrices && side == BookSide.No ? price.Complement : price;

    static string Eight(decimal value) => FormattableString.Invariant($"{value:F8}");

    /// <summary>The venue leaves the key of an empty side out.</summary>
    static string[][]? LevelsOrAbsent(OrderBook book, BookSide side, bool yesPrices)
    {
        var levels = book.Levels(side).Select(l => new[] { InLeg(l.Price, side, yesPrices).ToString(), l.Size.ToString() }).ToArray();
        return levels.Length == 0 ? null : levels;
    }

    sealed record SnapshotBody(string MarketTicker, Guid MarketId, string[][]? YesDollarsFp, string[][]? NoDollarsFp);

    sealed record DeltaBody(
        string MarketTicker, Guid MarketId, Dollars PriceDollars, Contracts DeltaFp, string Side, string? ClientOrderId,
        DateTimeOffset Ts, long TsMs);

    sealed record TickerBody(
        Guid MarketId, string MarketTicker, Dollars PriceDollars, Dollars YesBidDollars, Dollars YesAskDollars,
        Contracts YesBidSizeFp, Contracts YesAskSizeFp, Contracts LastTradeSizeFp, Contracts VolumeFp, Contracts OpenInterestFp,
        long DollarVolume, long DollarOpenInterest, long Ts, long TsMs, DateTimeOffset Time);

    sealed record TradeBody(
        Guid TradeId, string MarketTicker, Dollars YesPriceDollars, Dollars NoPriceDollars, Contracts CountFp,
        string TakerSide, string TakerOutcomeSide, string TakerBookSide, bool IsBlockTrade, long Ts, long TsMs);

    sealed record IndexBody(
        string IndexId, long ReceivedAt, string Data,
        [property: JsonPropertyName("avg_60s_data")] WindowAverage Average,
        [property: JsonPropertyName("last_60s_windowed_average_15min")] WindowAverage? QuarterAverage);

    sealed record WindowAverage(string Value, int WindowSize, long WindowStartTsMs, long WindowEndTsExclusive);
}

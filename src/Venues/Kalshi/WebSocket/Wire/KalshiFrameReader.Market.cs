using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Venues;

sealed partial class KalshiFrameReader
{
    /// <summary>The fields of a ticker in order of their numbers; 4 to 8 are required and had a twin in cents.</summary>
    static readonly string[] TickerFields =
    [
        "market_ticker", "ts_ms", "ts", "dollar_volume", "price_dollars", "yes_bid_dollars", "yes_ask_dollars",
        "volume_fp", "open_interest_fp", "yes_bid_size_fp", "yes_ask_size_fp", "last_trade_size_fp", "dollar_open_interest",
    ];

    TickerFrame ReadTicker(ref Utf8JsonReader reader)
    {
        var seen = new FieldSet();
        MarketTicker ticker = default;
        Price last = default, bid = default, ask = default;
        Quantity volume = default, openInterest = default;
        Quantity? bidSize = null, askSize = null, lastSize = null;
        long? dollarVolume = null, dollarOpenInterest = null;
        long tsMs = 0, ts = 0;
        string? retired = null;
        while (NextField(ref reader))
        {
            var field = TickerField(ref reader);
            if (field < 0)
            {
                if (IsRetiredTickerField(ref reader))
                    retired = ReadRetired(ref reader);
                else if (reader.ValueTextEquals("market_id"u8) || reader.ValueTextEquals("time"u8))
                    reader.Skip();
                else
                    SkipUnknown(ref reader);
                continue;
            }
            if (!ReadNonNull(ref reader))
                continue;
            var name = TickerFields[field];
            seen.Add(field, name);
            switch (field)
            {
                case 0: ticker = ReadMarket(ref reader); break;
                case 1: tsMs = WireValue.Integer(ref reader, name, 1); break;
                case 2: ts = WireValue.Integer(ref reader, name, 1, long.MaxValue / 1000); break;
                case 3: dollarVolume = WireValue.Integer(ref reader, name, long.MinValue); break;
                case 4: last = WireValue.Price(ref reader, name); break;
                case 5: bid = WireValue.Price(ref reader, name); break;
                case 6: ask = WireValue.Price(ref reader, name); break;
                case 7: volume = WireValue.Size(ref reader, name); break;
                case 8: openInterest = WireValue.Size(ref reader, name); break;
                case 9: bidSize = WireValue.Size(ref reader, name); break;
                case 10: askSize = WireValue.Size(ref reader, name); break;
                case 11: lastSize = WireValue.Size(ref reader, name); break;
                default: dollarOpenInterest = WireValue.Integer(ref reader, name, long.MinValue); break;
            }
        }
        seen.Require(0, TickerFields[0]);
        for (var required = 4; required <= 8; required++)
            RequireUnit(seen, required, TickerFields[required], retired);
        if (!seen.Has(1) && !seen.Has(2))
            throw new FrameFault("ts_ms: missing");
        return new(_envelope.Session, _envelope.ReceivedAtMs, Sid, ticker, last, bid, ask, bidSize, askSize, lastSize,
            volume, openInterest, dollarVolume, dollarOpenInterest, seen.Has(1) ? tsMs : ts * 1000);
    }

    static int TickerField(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("market_ticker"u8) ? 0
        : reader.ValueTextEquals("ts_ms"u8) ? 1
        : reader.ValueTextEquals("ts"u8) ? 2
        : reader.ValueTextEquals("dollar_volume"u8) ? 3
        : reader.ValueTextEquals("price_dollars"u8) ? 4
        : reader.ValueTextEquals("yes_bid_dollars"u8) ? 5
        : reader.ValueTextEquals("yes_ask_dollars"u8) ? 6
        : reader.ValueTextEquals("volume_fp"u8) ? 7
        : reader.ValueTextEquals("open_interest_fp"u8) ? 8
        : reader.ValueTextEquals("yes_bid_size_fp"u8) ? 9
        : reader.ValueTextEquals("yes_ask_size_fp"u8) ? 10
        : reader.ValueTextEquals("last_trade_size_fp"u8) ? 11
        : reader.ValueTextEquals("dollar_open_interest"u8) ? 12
        : -1;

    static bool IsRetiredTickerField(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("price"u8) || reader.ValueTextEquals("yes_bid"u8) || reader.ValueTextEquals("yes_ask"u8)
        || reader.ValueTextEquals("volume"u8) || reader.ValueTextEquals("open_interest"u8);

    TradeFrame ReadTrade(ref Utf8JsonReader reader)
    {
        var seen = new FieldSet();
        var tradeId = "";
        MarketTicker ticker = default;
        Price yes = default, no = default;
        Quantity count = default;
        Side outcome = default, legacy = default;
        var block = false;
        long tsMs = 0, ts = 0;
        string? retired = null;
        while (NextField(ref reader))
        {
            if (reader.ValueTextEquals("trade_id"u8))
            {
                seen.Add(0, "trade_id");
                reader.Read();
                tradeId = WireValue.Text(ref reader, "trade_id");
            }
            else if (reader.ValueTextEquals("market_ticker"u8))
            {
                seen.Add(1, "market_ticker");
                reader.Read();
                ticker = ReadMarket(ref reader);
            }
            else if (reader.ValueTextEquals("yes_price_dollars"u8))
            {
                seen.Add(2, "yes_price_dollars");
                reader.Read();
                yes = WireValue.Price(ref reader, "yes_price_dollars");
            }
            else if (reader.ValueTextEquals("no_price_dollars"u8))
            {
                seen.Add(3, "no_price_dollars");
                reader.Read();
                no = WireValue.Price(ref reader, "no_price_dollars");
            }
            else if (reader.ValueTextEquals("count_fp"u8))
            {
                seen.Add(4, "count_fp");
                reader.Read();
                count = WireValue.Size(ref reader, "count_fp");
            }
            else if (reader.ValueTextEquals("taker_outcome_side"u8))
            {
                seen.Add(5, "taker_outcome_side");
                reader.Read();
                outcome = WireValue.Side(ref reader, "taker_outcome_side");
            }
            else if (reader.ValueTextEquals("taker_side"u8))
            {
                seen.Add(6, "taker_side");
                reader.Read();
                legacy = WireValue.Side(ref reader, "taker_side");
            }
            else if (reader.ValueTextEquals("is_block_trade"u8))
            {
                seen.Add(7, "is_block_trade");
                reader.Read();
                block = WireValue.Boolean(ref reader, "is_block_trade");
            }
            else if (reader.ValueTextEquals("ts_ms"u8))
            {
                seen.Add(8, "ts_ms");
                reader.Read();
                tsMs = WireValue.Integer(ref reader, "ts_ms", 1);
            }
            else if (reader.ValueTextEquals("ts"u8))
            {
                seen.Add(9, "ts");
                reader.Read();
                ts = WireValue.Integer(ref reader, "ts", 1, long.MaxValue / 1000);
            }
            else if (reader.ValueTextEquals("yes_price"u8) || reader.ValueTextEquals("no_price"u8) || reader.ValueTextEquals("count"u8))
                retired = ReadRetired(ref reader);
            else if (reader.ValueTextEquals("taker_book_side"u8))
                reader.Skip();
            else
                SkipUnknown(ref reader);
        }
        seen.Require(0, "trade_id");
        seen.Require(1, "market_ticker");
        RequireUnit(seen, 2, "yes_price_dollars", retired);
        RequireUnit(seen, 3, "no_price_dollars", retired);
        RequireUnit(seen, 4, "count_fp", retired);
        if (!seen.Has(5))
            seen.Require(6, "taker_outcome_side");
        if (!seen.Has(8))
            seen.Require(9, "ts_ms");
        if (no != yes.Complement)
            throw new FrameFault($"no_price_dollars: {no} is not 1 - {yes}");
        return new(_envelope.Session, _envelope.ReceivedAtMs, Sid, _envelope.Sequence, tradeId, ticker, yes, count,
            seen.Has(5) ? outcome : legacy, block, seen.Has(8) ? tsMs : ts * 1000);
    }
}

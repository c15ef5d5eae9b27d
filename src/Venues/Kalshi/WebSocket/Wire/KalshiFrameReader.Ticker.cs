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
            var field = FieldOf(ref reader, TickerFields);
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

    static bool IsRetiredTickerField(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("price"u8) || reader.ValueTextEquals("yes_bid"u8) || reader.ValueTextEquals("yes_ask"u8)
        || reader.ValueTextEquals("volume"u8) || reader.ValueTextEquals("open_interest"u8);
}

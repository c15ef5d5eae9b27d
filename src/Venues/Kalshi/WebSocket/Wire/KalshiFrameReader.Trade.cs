using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Venues;

sealed partial class KalshiFrameReader
{
    /// <summary>The fields of a trade in order of their numbers; 0 to 4 are required, of 5 and 6 one, of 7 and 8 one.</summary>
    static readonly string[] TradeFields =
    [
        "trade_id", "market_ticker", "yes_price_dollars", "no_price_dollars", "count_fp", "taker_outcome_side", "taker_side", "ts_ms", "ts", "is_block_trade",
    ];

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
            var field = FieldOf(ref reader, TradeFields);
            if (field < 0)
            {
                if (reader.ValueTextEquals("yes_price"u8) || reader.ValueTextEquals("no_price"u8) || reader.ValueTextEquals("count"u8))
                    retired = ReadRetired(ref reader);
                else if (reader.ValueTextEquals("taker_book_side"u8))
                    reader.Skip();
                else
                    SkipUnknown(ref reader);
                continue;
            }
            if (!ReadNonNull(ref reader))
                continue;
            var name = TradeFields[field];
            seen.Add(field, name);
            switch (field)
            {
                case 0: tradeId = WireValue.Text(ref reader, name); break;
                case 1: ticker = ReadMarket(ref reader); break;
                case 2: yes = WireValue.Price(ref reader, name); break;
                case 3: no = WireValue.Price(ref reader, name); break;
                case 4: count = WireValue.Size(ref reader, name); break;
                case 5: outcome = WireValue.Side(ref reader, name); break;
                case 6: legacy = WireValue.Side(ref reader, name); break;
                case 7: tsMs = WireValue.Integer(ref reader, name, 1); break;
                case 8: ts = WireValue.Integer(ref reader, name, 1, long.MaxValue / 1000); break;
                default: block = WireValue.Boolean(ref reader, name); break;
            }
        }
        RequireTrade(seen, retired);
        if (no != yes.Complement)
            throw new FrameFault($"no_price_dollars: {no} is not 1 - {yes}");
        return new(_envelope.Session, _envelope.ReceivedAtMs, Sid, _envelope.Sequence, tradeId, ticker, yes, count,
            seen.Has(5) ? outcome : legacy, block, seen.Has(7) ? tsMs : ts * 1000);
    }

    static void RequireTrade(in FieldSet seen, string? retired)
    {
        seen.Require(0, TradeFields[0]);
        seen.Require(1, TradeFields[1]);
        for (var required = 2; required <= 4; required++)
            RequireUnit(seen, required, TradeFields[required], retired);
        if (!seen.Has(6))
            seen.Require(5, TradeFields[5]);
        if (!seen.Has(8))
            seen.Require(7, TradeFields[7]);
    }
}

using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Venues;

sealed partial class KalshiFrameReader
{
    readonly List<BookLevel> _levels = [];

    BookDeltaFrame ReadDelta(ref Utf8JsonReader reader)
    {
        var seen = new FieldSet();
        MarketTicker ticker = default;
        Price price = default;
        Quantity change = default;
        Side side = default;
        long? tsMs = null;
        string? retired = null;
        while (NextField(ref reader))
        {
            if (reader.ValueTextEquals("market_ticker"u8))
            {
                seen.Add(0, "market_ticker");
                reader.Read();
                ticker = ReadMarket(ref reader);
            }
            else if (reader.ValueTextEquals("price_dollars"u8))
            {
                seen.Add(1, "price_dollars");
                reader.Read();
                price = WireValue.Price(ref reader, "price_dollars");
            }
            else if (reader.ValueTextEquals("delta_fp"u8))
            {
                seen.Add(2, "delta_fp");
                reader.Read();
                change = WireValue.Quantity(ref reader, "delta_fp");
            }
            else if (reader.ValueTextEquals("side"u8))
            {
                seen.Add(3, "side");
                reader.Read();
                side = WireValue.Side(ref reader, "side");
            }
            else if (reader.ValueTextEquals("ts_ms"u8))
            {
                seen.Add(4, "ts_ms");
                if (ReadNonNull(ref reader))
                    tsMs = WireValue.Integer(ref reader, "ts_ms", 1);
            }
            else if (reader.ValueTextEquals("price"u8) || reader.ValueTextEquals("delta"u8))
                retired = ReadRetired(ref reader);
            else if (reader.ValueTextEquals("market_id"u8) || reader.ValueTextEquals("ts"u8)
                || reader.ValueTextEquals("client_order_id"u8) || reader.ValueTextEquals("subaccount"u8))
                reader.Skip();
            else
                SkipUnknown(ref reader);
        }
        seen.Require(0, "market_ticker");
        RequireUnit(seen, 1, "price_dollars", retired);
        RequireUnit(seen, 2, "delta_fp", retired);
        seen.Require(3, "side");
        return new(_envelope.Session, _envelope.ReceivedAtMs, Sid, Sequence, Market?.Sequence ?? 0, ticker, side, price, change, tsMs);
    }

    BookSnapshotFrame ReadSnapshot(ref Utf8JsonReader reader)
    {
        var seen = new FieldSet();
        MarketTicker ticker = default;
        BookLevel[] yes = [], no = [];
        string? otherYes = null, otherNo = null;
        while (NextField(ref reader))
        {
            if (reader.ValueTextEquals("market_ticker"u8))
            {
                seen.Add(0, "market_ticker");
                reader.Read();
                ticker = ReadMarket(ref reader);
            }
            else if (reader.ValueTextEquals("yes_dollars_fp"u8))
            {
                seen.Add(1, "yes_dollars_fp");
                if (ReadNonNull(ref reader))
                    yes = ReadLevels(ref reader, "yes_dollars_fp");
            }
            else if (reader.ValueTextEquals("no_dollars_fp"u8))
            {
                seen.Add(2, "no_dollars_fp");
                if (ReadNonNull(ref reader))
                    no = ReadLevels(ref reader, "no_dollars_fp");
            }
            else if (reader.ValueTextEquals("market_id"u8))
                reader.Skip();
            else
            {
                if (NameStartsWith(ref reader, "yes"u8))
                    otherYes = Name(ref reader);
                else if (NameStartsWith(ref reader, "no"u8))
                    otherNo = Name(ref reader);
                SkipUnknown(ref reader);
            }
        }
        seen.Require(0, "market_ticker");
        RequireKnownSide(seen.Has(1), "yes_dollars_fp", otherYes);
        RequireKnownSide(seen.Has(2), "no_dollars_fp", otherNo);
        return new(_envelope.Session, _envelope.ReceivedAtMs, Sid, Sequence, ticker, yes, no);
    }

    // An absent side is an empty side; a side in another unit must not pass for one.
    static void RequireKnownSide(bool present, string field, string? other)
    {
        if (!present && other is not null)
            throw new FrameFault($"{field}: missing, while '{other}' gives the side in a unit that is not known");
    }

    BookLevel[] ReadLevels(ref Utf8JsonReader reader, string field)
    {
        BookLevels.Read(ref reader, field, _levels);
        return BookLevels.Ordered(_levels, field);
    }

    string ReadRetired(ref Utf8JsonReader reader)
    {
        UnknownFields++;
        var name = Name(ref reader);
        reader.Read();
        var quoted = $"{name} = {WireValue.Quote(ref reader)}";
        reader.Skip();
        return quoted;
    }

    static void RequireUnit(in FieldSet seen, int bit, string field, string? retired)
    {
        if (!seen.Has(bit))
            throw new FrameFault(retired is null ? $"{field}: missing" : $"{field}: missing; {retired} is in a retired unit");
    }
}

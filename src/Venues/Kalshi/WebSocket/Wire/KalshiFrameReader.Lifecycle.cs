using System.Text.Json;

namespace Kalshi.Venues;

sealed partial class KalshiFrameReader
{
    LifecycleFrame ReadLifecycle(ref Utf8JsonReader reader)
    {
        var seen = new FieldSet();
        var frame = new LifecycleFrame(_envelope.Session, _envelope.ReceivedAtMs, Sid, _envelope.Sequence, default, "",
            null, null, null, null, null, null, null, null, null, null, null);
        while (NextField(ref reader))
        {
            if (reader.ValueTextEquals("market_ticker"u8))
            {
                seen.Add(0, "market_ticker");
                reader.Read();
                frame = frame with { Ticker = ReadMarket(ref reader) };
            }
            else if (reader.ValueTextEquals("event_type"u8))
            {
                seen.Add(1, "event_type");
                reader.Read();
                frame = frame with { EventType = WireValue.Text(ref reader, "event_type") };
            }
            else
                frame = ReadLifecycleDetail(ref reader, frame);
        }
        seen.Require(0, "market_ticker");
        seen.Require(1, "event_type");
        return frame;
    }

    // A slow channel: copying the record for each field is dearer than a mutable twin, and clearer.
    LifecycleFrame ReadLifecycleDetail(ref Utf8JsonReader reader, LifecycleFrame frame)
    {
        const long SecondsMax = 253_402_300_799; // The last second of the year 9999.
        var name = Name(ref reader);
        if (name is "market_id" or "exchange_index" or "price_ranges" or "additional_metadata" or "yes_sub_title" or "custom_strike")
        {
            reader.Skip();
            return frame;
        }
        if (!ReadNonNull(ref reader))
            return frame;
        switch (name)
        {
            case "open_ts": return frame with { OpenTs = WireValue.Integer(ref reader, name, 0, SecondsMax) };
            case "close_ts": return frame with { CloseTs = WireValue.Integer(ref reader, name, 0, SecondsMax) };
            case "determination_ts": return frame with { DeterminationTs = WireValue.Integer(ref reader, name, 0, SecondsMax) };
            case "settled_ts": return frame with { SettledTs = WireValue.Integer(ref reader, name, 0, SecondsMax) };
            case "result": return frame with { Result = WireValue.Text(ref reader, name) };
            case "settlement_value": return frame with { SettlementValue = WireValue.Price(ref reader, name) };
            case "is_deactivated": return frame with { IsDeactivated = WireValue.Boolean(ref reader, name) };
            case "price_level_structure": return frame with { PriceLevelStructure = WireValue.Text(ref reader, name) };
            case "strike_type": return frame with { StrikeType = WireValue.Text(ref reader, name) };
            case "floor_strike": return frame with { FloorStrike = WireValue.Number(ref reader, name) };
            case "cap_strike": return frame with { CapStrike = WireValue.Number(ref reader, name) };
        }
        UnknownFields++;
        reader.Skip();
        return frame;
    }

    EventFrame ReadEvent(ref Utf8JsonReader reader)
    {
        string? eventTicker = null, feeType = null;
        double? feeMultiplier = null;
        while (NextField(ref reader))
        {
            var name = Name(ref reader);
            if (!ReadNonNull(ref reader))
                continue;
            switch (name)
            {
                case "event_ticker": eventTicker = WireValue.Text(ref reader, name); break;
                case "fee_type_override": feeType = WireValue.Text(ref reader, name); break;
                case "fee_multiplier_override": feeMultiplier = WireValue.Number(ref reader, name); break;
                case "exchange_index" or "title" or "subtitle" or "collateral_return_type" or "series_ticker"
                    or "strike_date" or "strike_period":
                    reader.Skip();
                    break;
                default:
                    UnknownFields++;
                    reader.Skip();
                    break;
            }
        }
        var type = _envelope.Kind == FrameKind.EventLifecycle ? "event_lifecycle" : "event_fee_update";
        return new(_envelope.Session, _envelope.ReceivedAtMs, Sid, _envelope.Sequence, type,
            eventTicker ?? throw new FrameFault("event_ticker: missing"), feeType, feeMultiplier);
    }
}

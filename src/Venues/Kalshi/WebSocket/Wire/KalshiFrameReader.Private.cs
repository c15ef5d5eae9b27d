using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Venues;

// What only the key's owner is told: fills, orders, positions and order groups.
sealed partial class KalshiFrameReader
{
    /// <summary>The fields of a fill in order of their numbers; 0 to 8 are required, of 9 and 10 one.</summary>
    internal static readonly string[] FillFields =
    [
        "trade_id", "order_id", "market_ticker", "is_taker", "yes_price_dollars", "count_fp", "fee_cost", "post_position_fp", "purchased_side",
        "ts_ms", "ts", "outcome_side", "client_order_id",
    ];

    internal static readonly string[] FillFieldsUnread = ["side", "action", "book_side", "subaccount", "exchange_index"];

    /// <summary>0 to 7 are required.</summary>
    internal static readonly string[] OrderFields =
    [
        "order_id", "client_order_id", "ticker", "status", "yes_price_dollars", "fill_count_fp", "remaining_count_fp", "initial_count_fp", "order_group_id",
    ];

    // Side among them: without the action beside it, it does not say which way the order trades.
    internal static readonly string[] OrderFieldsUnread =
    [
        "user_id", "side", "is_yes", "outcome_side", "book_side", "taker_fill_cost_dollars", "maker_fill_cost_dollars", "taker_fees_dollars",
        "maker_fees_dollars", "self_trade_prevention_type", "created_time", "created_ts_ms", "last_update_time", "last_updated_ts_ms",
        "expiration_time", "expiration_ts_ms", "subaccount_number", "exchange_index",
    ];

    /// <summary>All are required.</summary>
    internal static readonly string[] PositionFields =
        ["market_ticker", "position_fp", "position_cost_dollars", "realized_pnl_dollars", "fees_paid_dollars", "volume_fp"];

    // The amounts without a unit in their name repeat the others, in hundredths of a cent.
    internal static readonly string[] PositionFieldsUnread =
    [
        "user_id", "position_cost", "realized_pnl", "fees_paid", "position_fee_cost", "position_fee_cost_dollars", "subaccount", "exchange_index",
    ];

    /// <summary>0 and 1 are required.</summary>
    internal static readonly string[] GroupFields = ["event_type", "order_group_id", "contracts_limit_fp"];

    internal static readonly string[] GroupFieldsUnread = ["ts_ms", "exchange_index", "subaccount"];

    OwnFillFrame ReadFill(ref Utf8JsonReader reader)
    {
        var seen = new FieldSet();
        string tradeId = "", orderId = "";
        string? clientOrderId = null;
        MarketTicker ticker = default;
        Price yes = default;
        Quantity count = default, after = default;
        MicroDollars fee = default;
        Side purchased = default, outcome = default;
        var isTaker = false;
        long tsMs = 0, ts = 0;
        string? retired = null;
        while (NextField(ref reader))
        {
            if (!TakeField(ref reader, FillFields, FillFieldsUnread, ref seen, ref retired, out var field))
                continue;
            var name = FillFields[field];
            switch (field)
            {
                case 0: tradeId = WireValue.Text(ref reader, name); break;
                case 1: orderId = WireValue.Text(ref reader, name); break;
                case 2: ticker = ReadMarket(ref reader); break;
                case 3: isTaker = WireValue.Boolean(ref reader, name); break;
                case 4: yes = WireValue.Price(ref reader, name); break;
                case 5: count = WireValue.Size(ref reader, name); break;
                case 6: fee = WireValue.Dollars(ref reader, name); break;
                case 7: after = WireValue.Quantity(ref reader, name); break;
                case 8: purchased = WireValue.Side(ref reader, name); break;
                case 9: tsMs = WireValue.Integer(ref reader, name, 1); break;
                case 10: ts = WireValue.Integer(ref reader, name, 1, long.MaxValue / 1000); break;
                case 11: outcome = WireValue.Side(ref reader, name); break;
                default: clientOrderId = WireValue.Text(ref reader, name); break;
            }
        }
        RequireUnits(seen, FillFields, 9, retired);
        if (!seen.Has(10))
            seen.Require(9, FillFields[9]);
        return new(_envelope.Session, _envelope.ReceivedAtMs, Sid, tradeId, orderId, clientOrderId, ticker, seen.Has(11) ? outcome : purchased, yes, count,
            fee, isTaker, after, seen.Has(9) ? tsMs : ts * 1000);
    }

    OwnOrderFrame ReadOrder(ref Utf8JsonReader reader)
    {
        var seen = new FieldSet();
        string orderId = "", clientOrderId = "", status = "";
        string? group = null, retired = null;
        MarketTicker ticker = default;
        Price yes = default;
        Quantity filled = default, remaining = default, initial = default;
        while (NextField(ref reader))
        {
            if (!TakeField(ref reader, OrderFields, OrderFieldsUnread, ref seen, ref retired, out var field))
                continue;
            var name = OrderFields[field];
            switch (field)
            {
                case 0: orderId = WireValue.Text(ref reader, name); break;
                case 1: clientOrderId = WireValue.Text(ref reader, name); break;
                case 2: ticker = WireValue.Ticker(ref reader, name); break;
                case 3: status = WireValue.Text(ref reader, name); break;
                case 4: yes = WireValue.Price(ref reader, name); break;
                case 5: filled = WireValue.Size(ref reader, name); break;
                case 6: remaining = WireValue.Size(ref reader, name); break;
                case 7: initial = WireValue.Size(ref reader, name); break;
                default: group = WireValue.Text(ref reader, name); break;
            }
        }
        RequireUnits(seen, OrderFields, 8, retired);
        return new(_envelope.Session, _envelope.ReceivedAtMs, Sid, orderId, clientOrderId, ticker, status, yes, filled, remaining, initial, group);
    }

    OwnPositionFrame ReadPosition(ref Utf8JsonReader reader)
    {
        var seen = new FieldSet();
        MarketTicker ticker = default;
        Quantity position = default, volume = default;
        MicroDollars cost = default, realized = default, fees = default;
        string? retired = null;
        while (NextField(ref reader))
        {
            if (!TakeField(ref reader, PositionFields, PositionFieldsUnread, ref seen, ref retired, out var field))
                continue;
            var name = PositionFields[field];
            switch (field)
            {
                case 0: ticker = ReadMarket(ref reader); break;
                case 1: position = WireValue.Quantity(ref reader, name); break;
                case 2: cost = WireValue.Dollars(ref reader, name); break;
                case 3: realized = WireValue.Dollars(ref reader, name); break;
                case 4: fees = WireValue.Dollars(ref reader, name); break;
                default: volume = WireValue.Size(ref reader, name); break;
            }
        }
        RequireUnits(seen, PositionFields, PositionFields.Length, retired);
        return new(_envelope.Session, _envelope.ReceivedAtMs, Sid, ticker, position, cost, realized, fees, volume);
    }

    OrderGroupFrame ReadGroup(ref Utf8JsonReader reader)
    {
        var seen = new FieldSet();
        string eventType = "", group = "";
        string? retired = null;
        Quantity? limit = null;
        while (NextField(ref reader))
        {
            if (!TakeField(ref reader, GroupFields, GroupFieldsUnread, ref seen, ref retired, out var field))
                continue;
            var name = GroupFields[field];
            switch (field)
            {
                case 0: eventType = WireValue.Text(ref reader, name); break;
                case 1: group = WireValue.Text(ref reader, name); break;
                default: limit = WireValue.Size(ref reader, name); break;
            }
        }
        RequireUnits(seen, GroupFields, 2, retired);
        return new(_envelope.Session, _envelope.ReceivedAtMs, Sid, Sequence, eventType, group, limit);
    }

    /// <summary>Moves to the value of a field that is read; what is not read, or null, is skipped.</summary>
    bool TakeField(ref Utf8JsonReader reader, string[] names, string[] unread, ref FieldSet seen, ref string? retired, out int field)
    {
        field = FieldOf(ref reader, names);
        if (field >= 0)
        {
            if (!ReadNonNull(ref reader))
                return false;
            seen.Add(field, names[field]);
            return true;
        }
        if (FieldOf(ref reader, unread) >= 0)
            reader.Skip();
        else if (IsRetiredPrivateField(ref reader))
            retired = ReadRetired(ref reader);
        else
            SkipUnknown(ref reader);
        return false;
    }

    static bool IsRetiredPrivateField(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("yes_price"u8) || reader.ValueTextEquals("count"u8) || reader.ValueTextEquals("post_position"u8)
        || reader.ValueTextEquals("position"u8) || reader.ValueTextEquals("volume"u8) || reader.ValueTextEquals("remaining_count"u8)
        || reader.ValueTextEquals("fill_count"u8) || reader.ValueTextEquals("initial_count"u8) || reader.ValueTextEquals("contracts_limit"u8);

    static void RequireUnits(in FieldSet seen, string[] names, int count, string? retired)
    {
        for (var required = 0; required < count; required++)
            RequireUnit(seen, required, names[required], retired);
    }
}

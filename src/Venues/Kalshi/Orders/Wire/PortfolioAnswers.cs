using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kalshi.Trading;

namespace Kalshi.Venues;

// The portfolio on the wire (OpenAPI, tags portfolio, orders and order-groups).

sealed record BalanceAnswer(long Balance, long PortfolioValue, long UpdatedTs) : Answer
{
    // Shares of exchange shards; we use one.
    internal override bool IsKnown(string name) => name is "balance_dollars" or "portfolio_value_dollars" or "balance_breakdown";
}

sealed record RestingValueAnswer(long TotalRestingOrderValue) : Answer;

sealed record OrderEnvelope(JsonElement Order) : Answer;

sealed record OrdersAnswer(JsonElement[] Orders, string Cursor) : Answer;

sealed record OrderAnswer(
    string OrderId, string ClientOrderId, MarketTicker Ticker, string Status, Price YesPriceDollars, Quantity FillCountFp,
    Quantity RemainingCountFp, Quantity InitialCountFp, Side? OutcomeSide = null, Side? Side = null, string? Action = null,
    [property: JsonConverter(typeof(UnixSecondsConverter))] long? CreatedTime = null,
    [property: JsonConverter(typeof(UnixSecondsConverter))] long? LastUpdateTime = null,
    string? TakerFeesDollars = null, string? MakerFeesDollars = null, string? TakerFillCostDollars = null, string? MakerFillCostDollars = null,
    string? OrderGroupId = null) : Answer
{
    static readonly FrozenSet<string> Unread = FrozenSet.Create(
        "user_id", "type", "no_price_dollars", "expiration_time", "self_trade_prevention_type", "cancel_order_on_pause", "subaccount_number",
        "book_side", "post_only", "reduce_only", "time_in_force", "exchange_index");

    internal override bool IsKnown(string name) => Unread.Contains(name);

    /// <exception cref="JsonException">The direction is missing, or an amount is not dollars.</exception>
    internal VenueOrder ToOrder() => new(
        OrderId, ClientOrderId, Ticker, Status, Direction.Of(OutcomeSide, Side, Action), YesPriceDollars, FillCountFp, RemainingCountFp, InitialCountFp,
        CreatedTime, LastUpdateTime,
        Dollars.Sum((TakerFeesDollars, "taker_fees_dollars"), (MakerFeesDollars, "maker_fees_dollars")),
        Dollars.Sum((TakerFillCostDollars, "taker_fill_cost_dollars"), (MakerFillCostDollars, "maker_fill_cost_dollars")), OrderGroupId);
}

sealed record FillsAnswer(JsonElement[] Fills, string Cursor) : Answer;

sealed record FillAnswer(
    string TradeId, string OrderId, MarketTicker Ticker, Price YesPriceDollars, Quantity CountFp, bool IsTaker, string FeeCost, string? FillId = null,
    Side? OutcomeSide = null, Side? Side = null, string? Action = null,
    [property: JsonConverter(typeof(UnixSecondsConverter))] long? CreatedTime = null) : Answer
{
    static readonly FrozenSet<string> Unread = FrozenSet.Create("market_ticker", "no_price_dollars", "subaccount_number", "ts", "ts_ms", "book_side", "client_order_id");

    internal override bool IsKnown(string name) => Unread.Contains(name);

    /// <exception cref="JsonException">The direction is missing, or the fee is not dollars.</exception>
    internal VenueFill ToFill() => new(
        FillId ?? TradeId, OrderId, Ticker, Direction.Of(OutcomeSide, Side, Action), YesPriceDollars, CountFp, Dollars.Parse(FeeCost, "fee_cost"), IsTaker, CreatedTime);
}

sealed record PositionsAnswer(JsonElement[] MarketPositions, string? Cursor = null) : Answer
{
    internal override bool IsKnown(string name) => name is "event_positions";
}

sealed record PositionAnswer(MarketTicker Ticker, Quantity PositionFp, string MarketExposureDollars, string RealizedPnlDollars, string FeesPaidDollars) : Answer
{
    internal override bool IsKnown(string name) => name is "total_traded_dollars" or "resting_orders_count" or "last_updated_ts";

    /// <exception cref="JsonException">An amount is not dollars.</exception>
    internal VenuePosition ToPosition() => new(
        Ticker, PositionFp, Dollars.Parse(MarketExposureDollars, "market_exposure_dollars"), Dollars.Parse(RealizedPnlDollars, "realized_pnl_dollars"),
        Dollars.Parse(FeesPaidDollars, "fees_paid_dollars"));
}

sealed record SettlementsAnswer(JsonElement[] Settlements, string? Cursor = null) : Answer;

sealed record SettlementAnswer(
    MarketTicker Ticker, string EventTicker, string MarketResult, Quantity YesCountFp, string YesTotalCostDollars, Quantity NoCountFp,
    string NoTotalCostDollars, long Revenue, string FeeCost, [property: JsonConverter(typeof(UnixSecondsConverter))] long? SettledTime, int? Value = null) : Answer
{
    /// <exception cref="JsonException">An amount is not dollars, or the time is missing.</exception>
    internal VenueSettlement ToSettlement() => new(
        Ticker, EventTicker, MarketResult, YesCountFp, Dollars.Parse(YesTotalCostDollars, "yes_total_cost_dollars"), NoCountFp,
        Dollars.Parse(NoTotalCostDollars, "no_total_cost_dollars"), Revenue / 100m, Dollars.Parse(FeeCost, "fee_cost"), Value,
        SettledTime ?? throw new JsonException("settled_time: missing"));
}

sealed record QueuePositionAnswer(Quantity QueuePositionFp) : Answer;

sealed record QueuePositionsAnswer(JsonElement[]? QueuePositions) : Answer;

sealed record QueuePositionOfOrder(string OrderId, MarketTicker MarketTicker, Quantity QueuePositionFp) : Answer;

sealed record OrderGroupsAnswer(JsonElement[]? OrderGroups = null) : Answer;

/// <summary>A group in a listing, with its id, or alone, with its orders.</summary>
sealed record OrderGroupAnswer(bool IsAutoCancelEnabled, string? Id = null, Quantity? ContractsLimitFp = null, string[]? Orders = null) : Answer
{
    internal override bool IsKnown(string name) => name is "contracts_limit" or "exchange_index" or "subaccount";

    /// <exception cref="JsonException">Nobody knows the group's id.</exception>
    internal OrderGroup ToGroup(string? id) => new(Id ?? id ?? throw new JsonException("id: missing"), ContractsLimitFp, IsAutoCancelEnabled, Orders);
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Kalshi.Trading;

namespace Kalshi.Venues;

// Orders and portfolio on the wire: V2 for what is sent, the portfolio's own shape for what is asked.

sealed record CreateOrderBody(
    string Ticker, string ClientOrderId, string Side, string Count, string Price, string TimeInForce, string SelfTradePreventionType,
    bool? PostOnly, bool? ReduceOnly, string? OrderGroupId, long? ExpirationTime);

sealed record CreateOrderAnswer(
    string OrderId, Quantity FillCount, Quantity RemainingCount, long TsMs, string? AverageFillPrice = null, string? AverageFeePaid = null);

sealed record CancelOrderAnswer(string OrderId, Quantity ReducedBy);

sealed record DecreaseOrderBody(string ReduceTo);

sealed record CancelBatchBody(CancelBatchItem[] Orders);

sealed record CancelBatchItem(string OrderId);

sealed record CancelBatchAnswer(CancelledItem[] Orders);

sealed record CancelledItem(string OrderId, Quantity? ReducedBy = null, JsonElement? Error = null);

sealed record BalanceAnswer(long Balance, long PortfolioValue, long UpdatedTs) : Answer
{
    // Shares of subaccounts and of exchange shards; we use one of each.
    internal override bool IsKnown(string name) => name is "balance_dollars" or "portfolio_value_dollars" or "balance_breakdown";
}

sealed record OrderEnvelope(JsonElement Order);

sealed record OrdersAnswer(JsonElement[] Orders, string Cursor);

sealed record FillsAnswer(JsonElement[] Fills, string Cursor);

sealed record PositionsAnswer(JsonElement[] MarketPositions, string? Cursor = null);

sealed record OrderGroupBody(string ContractsLimitFp);

sealed record OrderGroupAnswer(string OrderGroupId);

sealed record OrderAnswer(
    string OrderId, string ClientOrderId, MarketTicker Ticker, string Status, Price YesPriceDollars, Quantity FillCountFp,
    Quantity RemainingCountFp, Quantity InitialCountFp, Side? OutcomeSide = null, Side? Side = null, string? Action = null,
    [property: JsonConverter(typeof(UnixSecondsConverter))] long? CreatedTime = null)
{
    /// <exception cref="JsonException">The direction is missing.</exception>
    internal VenueOrder ToOrder() => new(
        OrderId, ClientOrderId, Ticker, Status, Direction.Of(OutcomeSide, Side, Action), YesPriceDollars, FillCountFp, RemainingCountFp, InitialCountFp, CreatedTime);
}

sealed record FillAnswer(
    string TradeId, string OrderId, MarketTicker Ticker, Price YesPriceDollars, Quantity CountFp, bool IsTaker, string FeeCost, string? FillId = null,
    Side? OutcomeSide = null, Side? Side = null, string? Action = null,
    [property: JsonConverter(typeof(UnixSecondsConverter))] long? CreatedTime = null)
{
    /// <exception cref="JsonException">The direction is missing, or the fee is not dollars.</exception>
    internal VenueFill ToFill() => new(
        FillId ?? TradeId, OrderId, Ticker, Direction.Of(OutcomeSide, Side, Action), YesPriceDollars, CountFp, Dollars.Parse(FeeCost, "fee_cost"), IsTaker, CreatedTime);
}

sealed record PositionAnswer(MarketTicker Ticker, Quantity PositionFp, string MarketExposureDollars, string RealizedPnlDollars, string FeesPaidDollars)
{
    /// <exception cref="JsonException">An amount is not dollars.</exception>
    internal VenuePosition ToPosition() => new(
        Ticker, PositionFp, Dollars.Parse(MarketExposureDollars, "market_exposure_dollars"), Dollars.Parse(RealizedPnlDollars, "realized_pnl_dollars"),
        Dollars.Parse(FeesPaidDollars, "fees_paid_dollars"));
}

namespace Kalshi.VenueSimulator;

/// <summary>The msg objects of the private channels, and what REST shows of orders and fills.</summary>
static class PrivateBodies
{
    internal static byte[] Order(Order o) => WireJson.Bytes(new
    {
        OrderId = o.Id,
        UserId = o.KeyId,
        o.Request.Ticker,
        Status = Word(o.Status),
        Side = o.Request.Side.Wire(),
        IsYes = o.Request.Side == BookSide.Yes,
        YesPriceDollars = o.YesPrice,
        FillCountFp = o.Filled,
        RemainingCountFp = o.Remaining,
        InitialCountFp = o.Request.Count,
        TakerFillCostDollars = Six(o.TakerCost),
        MakerFillCostDollars = Six(o.MakerCost),
        TakerFeesDollars = Six(o.TakerFees),
        MakerFeesDollars = Six(o.MakerFees),
        o.Request.ClientOrderId,
        OrderGroupId = o.Request.GroupId,
        SelfTradePreventionType = o.Request.MakerYields ? "maker" : "taker_at_cross",
        CreatedTime = o.Created,
        LastUpdateTime = o.Updated,
        ExpirationTime = o.Request.Expiration,
        SubaccountNumber = 0,
    });

    internal static byte[] Fill(Fill f, Contracts net) => WireJson.Bytes(new
    {
        TradeId = f.Id,
        OrderId = f.Order.Id,
        f.Order.Request.ClientOrderId,
        MarketTicker = f.Order.Request.Ticker,
        f.IsTaker,
        Side = f.Order.Request.Side.Wire(),
        YesPriceDollars = f.YesPrice,
        CountFp = f.Count,
        FeeCost = Six(f.Fee),
        Action = "buy",
        Ts = f.Time.ToUnixTimeSeconds(),
        TsMs = f.Time.ToUnixTimeMilliseconds(),
        PostPositionFp = net,
        PurchasedSide = f.Order.Request.Side.Wire(),
        OutcomeSide = f.Order.Request.Side.Wire(),
        BookSide = BidOrAsk(f.Order.Request.Side),
        Subaccount = 0,
    });

    internal static byte[] Position(string keyId, Position p) => WireJson.Bytes(new
    {
        UserId = keyId,
        MarketTicker = p.Ticker,
        PositionFp = p.Net,
        PositionCostDollars = Six(p.Cost),
        RealizedPnlDollars = Six(p.RealizedPnl),
        FeesPaidDollars = Six(p.FeesPaid),
        PositionFeeCostDollars = Six(p.FeesPaid),
        VolumeFp = p.Volume,
    });

    internal static byte[] Group(OrderGroup group, string eventType) => WireJson.Bytes(new
    {
        EventType = eventType,
        OrderGroupId = group.Id,
        ContractsLimitFp = eventType is "created" or "limit_updated" ? group.Limit : (Contracts?)null,
    });

    internal static object OrderResource(Order o) => new
    {
        OrderId = o.Id,
        UserId = o.KeyId,
        o.Request.ClientOrderId,
        o.Request.Ticker,
        ExchangeIndex = 0,
        CancelOrderOnPause = o.Request.CancelOnPause,
        Side = o.Request.Side.Wire(),
        Action = "buy",
        OutcomeSide = o.Request.Side.Wire(),
        BookSide = BidOrAsk(o.Request.Side),
        Type = "limit",
        Status = Word(o.Status),
        YesPriceDollars = o.YesPrice,
        NoPriceDollars = o.YesPrice.Complement,
        FillCountFp = o.Filled,
        RemainingCountFp = o.Remaining,
        InitialCountFp = o.Request.Count,
        TakerFeesDollars = Six(o.TakerFees),
        MakerFeesDollars = Six(o.MakerFees),
        TakerFillCostDollars = Six(o.TakerCost),
        MakerFillCostDollars = Six(o.MakerCost),
        ExpirationTime = o.Request.Expiration,
        CreatedTime = o.Created,
        LastUpdateTime = o.Updated,
        SelfTradePreventionType = o.Request.MakerYields ? "maker" : "taker_at_cross",
        OrderGroupId = o.Request.GroupId,
        SubaccountNumber = 0,
    };

    internal static object FillResource(Fill f) => new
    {
        FillId = f.Id,
        TradeId = f.Id,
        OrderId = f.Order.Id,
        ExchangeIndex = 0,
        f.Order.Request.Ticker,
        MarketTicker = f.Order.Request.Ticker,
        Side = f.Order.Request.Side.Wire(),
        Action = "buy",
        OutcomeSide = f.Order.Request.Side.Wire(),
        BookSide = BidOrAsk(f.Order.Request.Side),
        CountFp = f.Count,
        YesPriceDollars = f.YesPrice,
        NoPriceDollars = f.YesPrice.Complement,
        f.IsTaker,
        FeeCost = Six(f.Fee),
        CreatedTime = f.Time,
        Ts = f.Time.ToUnixTimeSeconds(),
        SubaccountNumber = 0,
    };

    internal static string Word(OrderStatus status) => status switch
    {
        OrderStatus.Resting => "resting",
        OrderStatus.Canceled => "canceled",
        _ => "executed",
    };

    /// <summary>Dollars with six decimals, as the venue writes costs and fees.</summary>
    internal static string Six(decimal dollars) => FormattableString.Invariant($"{dollars:F6}");

    static string BidOrAsk(BookSide side) => side == BookSide.Yes ? "bid" : "ask";
}

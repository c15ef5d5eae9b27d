using Kalshi.Trading.Orders;

namespace Kalshi.Trading.Tests.Orders;

public sealed class OrderRulesTests
{
    const long NowTs = 1_800_000_000;

    [Theory]
    [InlineData(Side.Yes, "0.5000", null)]
    [InlineData(Side.Yes, "0.5050", "price_off_grid")]
    [InlineData(Side.Yes, "0.0950", null)]
    [InlineData(Side.No, "0.9050", null)]
    [InlineData(Side.No, "0.5050", "price_off_grid")]
    [InlineData(Side.Yes, "0.0000", "price_out_of_range")]
    [InlineData(Side.No, "1.0000", "price_out_of_range")]
    public void A_price_must_be_on_the_markets_grid_of_yes_prices(Side side, string price, string? fault) =>
        Assert.Equal(fault, OrderRules.Fault(side, Price.Parse(price, "test"), TimeInForce.ImmediateOrCancel, false, null, PriceGrid.TaperedDeciCent, NowTs));

    [Fact]
    public void A_grid_that_is_not_known_is_not_guessed() =>
        Assert.Equal("price_grid_unknown", Fault(TimeInForce.ImmediateOrCancel, grid: null));

    [Fact]
    public void Only_resting_orders_can_be_post_only_or_expire()
    {
        Assert.Equal("post_only_takes", Fault(TimeInForce.ImmediateOrCancel, PriceGrid.LinearCent, postOnly: true));
        Assert.Equal("expiration_without_resting", Fault(TimeInForce.FillOrKill, PriceGrid.LinearCent, expirationTs: NowTs + 60));
        Assert.Equal("expired", Fault(TimeInForce.GoodTillCancelled, PriceGrid.LinearCent, expirationTs: NowTs));
        Assert.Null(Fault(TimeInForce.GoodTillCancelled, PriceGrid.LinearCent, postOnly: true, expirationTs: NowTs + 1));
    }

    [Theory]
    [InlineData(Side.Yes, OrderEffect.Open, "0.5000", Side.No, OrderEffect.Open, "0.5000", true)]
    [InlineData(Side.Yes, OrderEffect.Open, "0.5000", Side.No, OrderEffect.Open, "0.4900", false)]
    [InlineData(Side.Yes, OrderEffect.Open, "0.5000", Side.Yes, OrderEffect.Close, "0.5000", true)]
    [InlineData(Side.Yes, OrderEffect.Open, "0.5000", Side.Yes, OrderEffect.Close, "0.5100", false)]
    [InlineData(Side.Yes, OrderEffect.Open, "0.5000", Side.Yes, OrderEffect.Open, "0.9900", false)]
    [InlineData(Side.No, OrderEffect.Close, "0.6000", Side.Yes, OrderEffect.Close, "0.4000", true)]
    public void Two_orders_of_one_account_that_cross_would_trade_with_each_other(
        Side side, OrderEffect effect, string price, Side otherSide, OrderEffect otherEffect, string otherPrice, bool crosses)
    {
        var (a, b) = (Price.Parse(price, "test"), Price.Parse(otherPrice, "test"));

        Assert.Equal(crosses, OrderRules.WouldSelfTrade(side, effect, a, otherSide, otherEffect, b));
        Assert.Equal(crosses, OrderRules.WouldSelfTrade(otherSide, otherEffect, b, side, effect, a));
    }

    [Theory]
    [InlineData("opportunity_decision:v1:0123456789abcdef01234567", "live:opportunity_decision:v1:0123456789abcdef01234567")]
    [InlineData("a key with blanks", null)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789", null)]
    public void A_client_order_id_follows_from_the_intent_and_is_one_that_the_venue_takes(string key, string? expected)
    {
        var id = ClientOrderId.ForTake("live", key);

        Assert.True(ClientOrderId.IsValid(id), id);
        Assert.Equal(id, ClientOrderId.ForTake("live", key));
        Assert.NotEqual(id, ClientOrderId.ForTake("live", key + "x"));
        Assert.Equal("live", ClientOrderId.AccountOf(id));
        Assert.Equal(expected ?? id, id);
    }

    static string? Fault(TimeInForce timeInForce, PriceGrid? grid, bool postOnly = false, long? expirationTs = null) =>
        OrderRules.Fault(Side.Yes, Price.FromSteps(5000), timeInForce, postOnly, expirationTs, grid, NowTs);
}

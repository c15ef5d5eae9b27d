namespace Kalshi.Trading.Tests.Positions;

public sealed class AccountTests
{
    static readonly MarketTicker Market = MarketTicker.Parse("KXBTC-1-1", "market");

    [Fact]
    public void A_purchase_costs_its_price_and_fee()
    {
        var account = Buy(Account.Empty, Side.Yes, "0.6000", "0.0200");

        Assert.Equal(("-0.6200", "0.0200"), (account.Cash.ToString(), account.FeesPaid.ToString()));
        Assert.Equal("0.6000", account.Open[Market].Cost.ToString());
    }

    [Fact]
    public void A_second_fill_adds_to_the_position()
    {
        var account = Buy(Buy(Account.Empty, Side.No, "0.6000", "0.0200"), Side.No, "0.4000", "0.0100");

        Assert.Equal(("2.00", "1.0000", "0.0300"), (account.Open[Market].Quantity.ToString(), account.Open[Market].Cost.ToString(), account.Open[Market].Fees.ToString()));
    }

    [Fact]
    public void Both_sides_of_a_market_are_never_held() =>
        Assert.Throws<InvalidOperationException>(() => Buy(Buy(Account.Empty, Side.Yes, "0.6000", "0"), Side.No, "0.4000", "0"));

    [Theory]
    [InlineData(Side.Yes, 1, "0.3800")]
    [InlineData(Side.Yes, 0, "-0.6200")]
    [InlineData(Side.No, 0, "0.3800")]
    [InlineData(Side.No, 1, "-0.6200")]
    public void Settlement_pays_the_winning_side_and_cash_is_then_the_profit(Side side, int outcome, string pnl)
    {
        var account = Buy(Account.Empty, side, "0.6000", "0.0200").Settle(Market, outcome);

        Assert.Equal((pnl, pnl), (account.Cash.ToString(), account.RealizedPnl.ToString()));
        Assert.Empty(account.Open);
    }

    [Fact]
    public void A_market_that_is_not_held_settles_without_effect() =>
        Assert.Same(Account.Empty, Account.Empty.Settle(Market, 1));

    [Fact]
    public void An_outcome_is_0_or_1() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Buy(Account.Empty, Side.Yes, "0.6000", "0").Settle(Market, 2));

    static Account Buy(Account account, Side side, string cost, string fee) => account.Buy(
        Market, side, Quantity.Parse("1.00", "quantity"), Money.Parse(cost, "cost"), Money.Parse(fee, "fee"), 1_778_500_000);
}

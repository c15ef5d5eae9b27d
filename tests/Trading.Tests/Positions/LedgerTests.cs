using FsCheck;
using FsCheck.Fluent;

namespace Kalshi.Trading.Tests.Positions;

/// <summary>Whatever is booked, the account adds up: positions are what was bought less what was sold and settled, cash is what
/// came in less what went out, and profit is realised once.</summary>
public sealed class LedgerTests
{
    static readonly MarketTicker[] Markets = [.. Enumerable.Range(0, 3).Select(i => MarketTicker.Parse($"KXBTC-{i}", "market"))];

    static readonly Gen<(int Kind, int Market, Side Side, int Count, int Price, int Fee)> Bookings =
        from kind in Gen.Choose(0, 11)
        from market in Gen.Choose(0, 2)
        from side in Gen.Elements(Side.Yes, Side.No)
        from count in Gen.Choose(1, 900)
        from price in Gen.Choose(1, 9_999)
        from fee in Gen.Choose(0, 500)
        select (kind, market, side, count, price, fee);

    [Fact]
    public void An_account_adds_up_after_any_sequence_of_trades_settlements_and_adoptions() =>
        Property.Asserted(Gen.ListOf(Bookings).Resize(40), bookings =>
        {
            var account = Account.Empty;
            foreach (var (kind, market, side, count, price, fee) in bookings)
            {
                account = kind switch
                {
                    0 => account.Settle(Markets[market], count % 2),
                    1 => account.Adopt(Markets[market], side, Quantity.FromSteps(count % 3 * 100), Money.FromSteps(price), 0),
                    _ => account.Trade(Markets[market], side, Quantity.FromSteps(count), Price.FromSteps(price), Money.FromSteps(fee), 0),
                };
                Assert.Null(account.Fault());
            }
            foreach (var market in Markets)
                account = account.Settle(market, 1);
            Assert.Null(account.Fault());
            Assert.Equal(account.Cash, account.RealizedPnl);
        }, cases: 2_000);

    [Fact]
    public void Buying_the_other_side_sells_what_is_held_and_opens_the_rest()
    {
        var account = Account.Empty
            .Trade(Markets[0], Side.Yes, Contracts("2.00"), Cents("0.4000"), Dollars("0.0200"), 0)
            .Trade(Markets[0], Side.No, Contracts("3.00"), Cents("0.5000"), Dollars("0.0300"), 1);

        var position = Assert.Single(account.Open.Values);
        Assert.Equal((Side.No, "1.00", "0.5000", "0.0100"), (position.Side, position.Quantity.ToString(), position.Cost.ToString(), position.Fees.ToString()));
        // Two YES cost 0.80 and 0.02, and sold for 1.00 less 0.02.
        Assert.Equal("0.1600", account.RealizedPnl.ToString());
    }

    [Fact]
    public void An_account_that_was_tampered_with_does_not_add_up()
    {
        var account = Account.Empty.Trade(Markets[0], Side.Yes, Contracts("2.00"), Cents("0.4000"), Dollars("0.0200"), 0);

        Assert.Contains("cash is", (account with { Cash = Money.Zero }).Fault(), StringComparison.Ordinal);
        Assert.Contains("contracts are held", (account with { Open = Account.Empty.Open }).Fault(), StringComparison.Ordinal);
        Assert.Contains("is realised", (account with { RealizedPnl = Dollars("1.0000") }).Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_is_held_is_never_sold() =>
        Assert.Throws<InvalidOperationException>(() => Account.Empty
            .Trade(Markets[0], Side.Yes, Contracts("2.00"), Cents("0.4000"), Money.Zero, 0)
            .Sell(Markets[0], Contracts("2.01"), Dollars("1.0000"), Money.Zero));

    static Quantity Contracts(string text) => Quantity.Parse(text, "test");

    static Price Cents(string text) => Price.Parse(text, "test");

    static Money Dollars(string text) => Money.Parse(text, "test");
}

using System.Globalization;

namespace Kalshi.VenueSimulator.Tests;

public sealed class OrderFeesTests
{
    // The worked examples of the venue's page on fee rounding: three equal fills of one order, charged to the cent.
    [Theory]
    [InlineData("-0.055", "0.0085", "0.015000 0.005000 0.015000")]
    [InlineData("-0.15", "0.0041", "0.010000 0.000000 0.010000")]
    [InlineData("-0.009903", "0.0005", "0.010097 0.000097 0.000097")]
    public void Fills_are_charged_as_in_the_venues_worked_examples(string revenue, string tradeFee, string fees)
    {
        var order = new OrderFees(0.01m);
        Assert.Equal(fees, string.Join(' ', Enumerable.Range(0, 3).Select(_ => PrivateBodies.Six(order.Charge(Dollars(revenue), Dollars(tradeFee))))));
    }

    [Fact]
    public void A_direct_member_is_rounded_to_the_hundredth_of_a_cent() =>
        Assert.Equal(0.000597m, new OrderFees(0.0001m).Charge(-0.009903m, 0.0005m));

    [Fact]
    public void A_rebate_that_exceeds_its_fills_fee_waits_for_a_later_fill()
    {
        var order = new OrderFees(0.01m);
        foreach (var _ in Enumerable.Range(0, 3))
            Assert.Equal(0.0045m, order.Charge(-0.0155m, 0.0005m));
        Assert.Equal(0.0100m, order.Charge(-0.5m, 0.0175m));
    }

    [Theory]
    [InlineData("0.01")]
    [InlineData("0.0001")]
    public void Every_fill_leaves_the_balance_on_its_grid_and_no_order_pays_less_than_its_trade_fees(string precision)
    {
        var random = new Random(7);
        for (var round = 0; round < 1000; round++)
        {
            var order = new OrderFees(Dollars(precision));
            var (price, traded, paid) = (random.Next(1, 1000) / 1000m, 0m, 0m);
            for (var fill = random.Next(1, 30); fill > 0; fill--)
            {
                var count = random.Next(1, 500) / 100m;
                var tradeFee = decimal.Ceiling(0.07m * count * price * (1 - price) * 10_000) / 10_000;
                var fee = order.Charge(-count * price, tradeFee);
                Assert.True(fee >= 0, $"round {round}: {fee}");
                Assert.Equal(0, (-count * price - fee) % Dollars(precision));
                (traded, paid) = (traded + tradeFee, paid + fee);
            }
            Assert.True(paid >= traded, $"round {round}: paid {paid} for {traded}");
        }
    }

    static decimal Dollars(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}

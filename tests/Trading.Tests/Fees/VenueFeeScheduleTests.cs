using System.Text;
using FsCheck.Fluent;

namespace Kalshi.Trading.Tests.Fees;

public class VenueFeeScheduleTests
{
    [Theory]
    [InlineData(VenueFeeRole.Taker, "0.50", "1", "0.0175")]
    [InlineData(VenueFeeRole.Taker, "0.50", "100", "1.7500")]
    [InlineData(VenueFeeRole.Taker, "0.055", "1", "0.0037")]
    [InlineData(VenueFeeRole.Taker, "0.50", "0.30", "0.0053")]
    [InlineData(VenueFeeRole.Taker, "0.01", "0.01", "0.0001")]
    [InlineData(VenueFeeRole.Maker, "0.50", "1", "0.0044")]
    [InlineData(VenueFeeRole.Maker, "0.50", "100", "0.4375")]
    [InlineData(VenueFeeRole.Taker, "0.00", "100", "0.0000")]
    [InlineData(VenueFeeRole.Taker, "1.00", "100", "0.0000")]
    public void The_trade_fee_is_the_formula_rounded_up_to_a_centicent(VenueFeeRole role, string price, string quantity, string fee) =>
        Assert.Equal(fee, VenueFeeSchedule.GeneralWithMakerFees.TradeFee(Fill(role, price, quantity)).ToString());

    [Fact]
    public void Makers_pay_only_where_the_series_charges_them()
    {
        var maker = Fill(VenueFeeRole.Maker, "0.50", "100");

        Assert.Equal(Money.Zero, Parse("quadratic", "1").TradeFee(maker));
        Assert.Equal("0.4375", Parse("quadratic_with_maker_fees", "1").TradeFee(maker).ToString());
    }

    [Theory]
    [InlineData("0", "0.0000")]
    [InlineData("0.5", "0.8750")]
    [InlineData("2", "3.5000")]
    [InlineData("0.0001", "0.0002")]
    public void The_multiplier_of_the_series_scales_the_fee(string multiplier, string fee) =>
        Assert.Equal(fee, Parse("quadratic", multiplier).TradeFee(Fill(VenueFeeRole.Taker, "0.50", "100")).ToString());

    [Theory]
    [InlineData("flat", "1", "series: 'flat' is not a fee type with a known formula")]
    [InlineData("", "1", "series: '' is not a fee type with a known formula")]
    [InlineData("quadratic", "", "series: '' is not a fee multiplier from 0 to 1000 with at most 4 decimals")]
    [InlineData("quadratic", "-1", "series: '-1' is not a fee multiplier from 0 to 1000 with at most 4 decimals")]
    [InlineData("quadratic", "1000.1", "series: '1000.1' is not a fee multiplier from 0 to 1000 with at most 4 decimals")]
    [InlineData("quadratic", "0.33333", "series: '0.33333' is not a fee multiplier from 0 to 1000 with at most 4 decimals")]
    [InlineData("quadratic", "1e0", "series: '1e0' is not a fee multiplier from 0 to 1000 with at most 4 decimals")]
    public void A_schedule_that_cannot_be_computed_is_an_error(string feeType, string multiplier, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Parse(feeType, multiplier)).Message);

    [Fact]
    public void A_fee_beyond_the_range_of_money_is_an_error() =>
        Assert.Throws<OverflowException>(() => Parse("quadratic", "1000").TradeFee(new(VenueFeeRole.Taker, Price.FromSteps(5_000), Quantity.MaxValue)));

    [Fact]
    public void The_fee_is_the_same_for_both_sides_and_for_buyer_and_seller() =>
        Prop.ForAll(Gen.Choose(0, 10_000).Zip(Gen.Choose(1, 1_000_000)).ToArbitrary(), pair =>
        {
            var (price, quantity) = (Price.FromSteps(pair.Item1), Quantity.FromSteps(pair.Item2));
            var fee = VenueFeeSchedule.General.TradeFee(new(VenueFeeRole.Taker, price, quantity));
            return fee == VenueFeeSchedule.General.TradeFee(new(VenueFeeRole.Taker, price.Complement, quantity))
                && fee == VenueFeeSchedule.General.TradeFee(new(VenueFeeRole.Taker, price, -quantity));
        }).Holds();

    [Fact]
    public void The_fee_is_within_one_centicent_above_the_formula_and_at_most_its_value_at_a_half() =>
        Prop.ForAll(Gen.Choose(0, 10_000).Zip(Gen.Choose(1, 1_000_000)).ToArbitrary(), pair =>
        {
            var fee = VenueFeeSchedule.General.TradeFee(new(VenueFeeRole.Taker, Price.FromSteps(pair.Item1), Quantity.FromSteps(pair.Item2)));
            var (p, contracts) = (pair.Item1 / 10_000m, pair.Item2 / 100m);
            var exact = 0.07m * contracts * p * (1 - p);
            var dollars = fee.Steps / 10_000m;
            return dollars >= exact && dollars < exact + 0.0001m && exact <= 0.0175m * contracts;
        }).Holds();

    internal static VenueFeeFill Fill(VenueFeeRole role, string price, string bought) =>
        new(role, Price.Parse(price, "price"), Quantity.Parse(bought, "bought"));

    static VenueFeeSchedule Parse(string feeType, string multiplier) => VenueFeeSchedule.Parse(feeType, Encoding.UTF8.GetBytes(multiplier), "series");
}

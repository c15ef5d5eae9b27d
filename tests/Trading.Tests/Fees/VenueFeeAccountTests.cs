using FsCheck;
using FsCheck.Fluent;
using static Kalshi.Trading.Tests.Fees.VenueFeeScheduleTests;

namespace Kalshi.Trading.Tests.Fees;

public class VenueFeeAccountTests
{
    static readonly MicroDollars Centicent = MicroDollars.From(Money.FromSteps(1));

    [Theory]
    [InlineData("0.50", "1", "0.020000")]
    [InlineData("0.50", "100", "1.750000")]
    [InlineData("0.01", "1", "0.010000")]
    [InlineData("0.05", "100", "0.340000")]
    [InlineData("0.10", "100", "0.630000")]
    [InlineData("0.00", "100", "0.000000")]
    public void The_classic_rule_rounds_an_order_up_to_the_next_cent(string price, string quantity, string fee) =>
        Assert.Equal(fee, VenueFeeSchedule.General.Begin(VenueFeeRule.CentPerOrder).Charge(Fill(VenueFeeRole.Taker, price, quantity)).Net.ToString());

    [Fact]
    public void The_classic_rule_rounds_once_however_many_fills_an_order_has()
    {
        var account = VenueFeeSchedule.General.Begin(VenueFeeRule.CentPerOrder);

        var fees = Enumerable.Range(0, 4).Select(_ => account.Charge(Fill(VenueFeeRole.Taker, "0.50", "1")).TradeFee.ToString());

        Assert.Equal(["0.0200", "0.0200", "0.0200", "0.0100"], fees);
    }

    // The worked examples of docs.kalshi.com/getting_started/fee_rounding. Their trade fees are not those of the formula, so
    // they are given.
    [Theory]
    [InlineData("-0.055", "0.0085", "0.006500 0.0000 0.015000|0.006500 0.0100 0.005000|0.006500 0.0000 0.015000")]
    [InlineData("-0.15", "0.0041", "0.005900 0.0000 0.010000|0.005900 0.0100 0.000000|0.005900 0.0000 0.010000")]
    [InlineData("-0.009903", "0.0005", "0.009597 0.0000 0.010097|0.009597 0.0100 0.000097|0.009597 0.0100 0.000097")]
    public void Fills_are_charged_as_in_the_venues_worked_examples(string revenue, string tradeFee, string charges)
    {
        var account = new VenueFeePerFill(VenueFeeSchedule.General, MicroDollars.Cent);

        var actual = Enumerable.Range(0, 3)
            .Select(_ => account.Charge(MicroDollars.Parse(revenue, "revenue"), Money.Parse(tradeFee, "fee")))
            .Select(charge => $"{charge.RoundingFee} {charge.Rebate} {charge.Net}");

        Assert.Equal(charges, string.Join('|', actual));
    }

    [Fact]
    public void A_rebate_is_due_when_more_than_a_cent_has_accumulated_not_at_a_cent()
    {
        var account = new VenueFeePerFill(VenueFeeSchedule.General, MicroDollars.Cent);

        var charges = Enumerable.Range(0, 3).Select(_ => account.Charge(MicroDollars.Parse("-0.5", "revenue"), Money.Parse("0.0150", "fee"))).ToArray();

        Assert.Equal(["0.0000", "0.0000", "0.0100"], charges.Select(charge => charge.Rebate.ToString()));
    }

    [Fact]
    public void A_seller_is_rounded_to_his_disadvantage_too()
    {
        var charge = VenueFeeSchedule.General.Begin(VenueFeeRule.FillToCent).Charge(Fill(VenueFeeRole.Taker, "0.055", "-1"));

        Assert.Equal("0.055000", charge.Revenue.ToString());
        Assert.Equal("0.0037", charge.TradeFee.ToString());
        Assert.Equal("0.001300", charge.RoundingFee.ToString());
        Assert.Equal("0.050000", charge.BalanceChange.ToString());
    }

    [Fact]
    public void A_direct_member_is_rounded_to_the_centicent()
    {
        var charge = VenueFeeSchedule.General.Begin(VenueFeeRule.FillToCenticent).Charge(Fill(VenueFeeRole.Taker, "0.3301", "0.03"));

        Assert.Equal("0.0005", charge.TradeFee.ToString());
        Assert.Equal("0.000097", charge.RoundingFee.ToString());
        Assert.Equal("-0.010500", charge.BalanceChange.ToString());
    }

    [Fact]
    public void What_an_order_overpaid_as_taker_comes_back_as_maker()
    {
        var account = VenueFeeSchedule.GeneralWithMakerFees.Begin(VenueFeeRule.FillToCent);

        var taker = account.Charge(Fill(VenueFeeRole.Taker, "0.12", "1"));
        var maker = account.Charge(Fill(VenueFeeRole.Maker, "0.12", "1"));

        Assert.Equal(("0.002600", "0.0000"), (taker.RoundingFee.ToString(), taker.Rebate.ToString()));
        Assert.Equal(("0.008100", "0.0100"), (maker.RoundingFee.ToString(), maker.Rebate.ToString()));
        Assert.Equal("0.000000", maker.Net.ToString());
    }

    [Fact]
    public void A_rebate_that_exceeds_its_fills_fee_waits_for_a_later_fill()
    {
        var account = new VenueFeePerFill(VenueFeeSchedule.General, MicroDollars.Cent);
        string[] revenues = ["-0.0155", "-0.0155", "-0.0155", "-0.5"];
        string[] tradeFees = ["0.0005", "0.0005", "0.0005", "0.0175"];

        var charges = revenues.Zip(tradeFees, (revenue, fee) => account.Charge(MicroDollars.Parse(revenue, "revenue"), Money.Parse(fee, "fee"))).ToArray();

        Assert.Equal(["0.004500", "0.004500", "0.004500", "0.010000"], charges.Select(charge => charge.Net.ToString()));
        Assert.Equal("0.0100", charges[^1].Rebate.ToString());
    }

    [Fact]
    public void Every_charge_leaves_the_balance_on_its_grid_and_no_part_of_it_is_negative() =>
        Prop.ForAll(Orders, order =>
        {
            foreach (var (rule, grid) in new[] { (VenueFeeRule.FillToCent, MicroDollars.Cent), (VenueFeeRule.FillToCenticent, Centicent) })
            {
                var account = VenueFeeSchedule.GeneralWithMakerFees.Begin(rule);
                foreach (var charge in order.Select(fill => account.Charge(fill)))
                {
                    Assert.True(charge.Net >= MicroDollars.Zero && charge.RoundingFee >= MicroDollars.Zero && charge.Rebate >= Money.Zero);
                    Assert.True(charge.RoundingFee < grid);
                    Assert.True(MicroDollars.From(charge.Rebate).FloorTo(MicroDollars.Cent) == MicroDollars.From(charge.Rebate));
                    Assert.True(charge.BalanceChange.FloorTo(grid) == charge.BalanceChange);
                }
            }
            return true;
        }).Holds();

    [Fact]
    public void Rebates_never_exceed_what_was_overpaid() =>
        Prop.ForAll(Orders, order =>
        {
            var account = VenueFeeSchedule.GeneralWithMakerFees.Begin(VenueFeeRule.FillToCent);
            var overpaid = MicroDollars.Zero;
            return order.Select(fill => account.Charge(fill)).All(charge =>
            {
                overpaid += charge.RoundingFee - MicroDollars.From(charge.Rebate);
                return overpaid >= MicroDollars.Zero;
            });
        }).Holds();

    // Each fill's trade fee is rounded up by less than a centicent, and at most a cent stays in the account: with at most
    // fifty fills that is less than two cents, and both sides are whole cents.
    [Fact]
    public void Partial_fills_cost_as_much_as_one_fill_or_a_cent_more() =>
        Prop.ForAll(Gen.Choose(1, 99).Zip(Gen.Choose(1, 500).ListOf()).ToArbitrary(), order =>
        {
            var (price, lots) = (Price.FromSteps(order.Item1 * 100), order.Item2.Take(50).ToArray());
            var pieces = VenueFeeSchedule.General.Begin(VenueFeeRule.FillToCent);
            var whole = VenueFeeSchedule.General.Begin(VenueFeeRule.FillToCent);

            var inPieces = lots.Select(lot => pieces.Charge(Contracts(price, lot)).Net).Aggregate(MicroDollars.Zero, (sum, fee) => sum + fee);
            var atOnce = lots.Length == 0 ? MicroDollars.Zero : whole.Charge(Contracts(price, lots.Sum())).Net;

            return inPieces == atOnce || inPieces == atOnce + MicroDollars.Cent;
        }).Holds(3_000);

    [Fact]
    public void Under_the_classic_rule_partial_fills_cost_exactly_as_much_as_one_fill() =>
        Prop.ForAll(Gen.Choose(0, 10_000).Zip(Gen.Choose(1, 5_000).ListOf()).ToArbitrary(), order =>
        {
            var price = Price.FromSteps(order.Item1);
            var pieces = VenueFeeSchedule.General.Begin(VenueFeeRule.CentPerOrder);
            var whole = VenueFeeSchedule.General.Begin(VenueFeeRule.CentPerOrder);

            var inPieces = order.Item2.Select(lot => pieces.Charge(Contracts(price, lot)).Net).Aggregate(MicroDollars.Zero, (sum, fee) => sum + fee);

            return inPieces == whole.Charge(Contracts(price, order.Item2.Sum())).Net;
        }).Holds();

    [Fact]
    public void An_unknown_rule_is_an_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => VenueFeeSchedule.General.Begin((VenueFeeRule)9));

    static VenueFeeFill Contracts(Price price, int count) => new(VenueFeeRole.Taker, price, Quantity.FromSteps(count * Quantity.Scale));

    static Arbitrary<VenueFeeFill[]> Orders
    {
        get
        {
            var fills =
                from role in Gen.Elements(VenueFeeRole.Taker, VenueFeeRole.Maker)
                from price in Gen.Choose(0, 10_000)
                from size in Gen.OneOf(Gen.Choose(1, 300), Gen.Choose(1, 100_000))
                from sign in Gen.Elements(1, -1)
                select new VenueFeeFill(role, Price.FromSteps(price), Quantity.FromSteps(sign * size));
            return fills.ListOf().Select(order => order.ToArray()).ToArbitrary();
        }
    }
}

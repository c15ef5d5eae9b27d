using FsCheck.Fluent;

namespace Kalshi.Trading.Tests.Units;

public class ArithmeticTests
{
    [Theory]
    [InlineData("0.6100", "1.00", "0.610000", "0.6100", "0.6100")]
    [InlineData("0.3301", "0.03", "0.009903", "0.0099", "0.0100")]
    [InlineData("0.3301", "-0.03", "-0.009903", "-0.0100", "-0.0099")]
    [InlineData("0.0001", "0.01", "0.000001", "0.0000", "0.0001")]
    [InlineData("1.0000", "-7.00", "-7.000000", "-7.0000", "-7.0000")]
    [InlineData("0.0000", "123.45", "0.000000", "0.0000", "0.0000")]
    public void Price_times_quantity_is_exact_until_someone_rounds(string price, string quantity, string exact, string floor, string ceiling)
    {
        var cost = Price.Parse(price, "price") * Quantity.Parse(quantity, "quantity");

        Assert.Equal(exact, cost.ToString());
        Assert.Equal(floor, cost.Floor().ToString());
        Assert.Equal(ceiling, cost.Ceiling().ToString());
    }

    [Fact]
    public void Rounding_brackets_the_exact_cost_within_one_step() =>
        Prop.ForAll(Gen.Choose(0, 10_000).Zip(Gen.Choose(-1_000_000, 1_000_000)).ToArbitrary(), pair =>
        {
            var exact = Price.FromSteps(pair.Item1) * Quantity.FromSteps(pair.Item2);
            var floor = MicroDollars.From(exact.Floor());
            var ceiling = MicroDollars.From(exact.Ceiling());
            return floor <= exact && exact <= ceiling && (ceiling - floor).Steps is 0 or 100 && exact.Steps == (long)pair.Item1 * pair.Item2;
        }).Holds();

    [Theory]
    [InlineData("0.0159", "0.010000")]
    [InlineData("0.01", "0.010000")]
    [InlineData("0", "0.000000")]
    [InlineData("-0.000001", "-0.010000")]
    [InlineData("-0.0635", "-0.070000")]
    public void Floor_goes_towards_negative_infinity(string amount, string floor) =>
        Assert.Equal(floor, MicroDollars.Parse(amount, "amount").FloorTo(MicroDollars.Cent).ToString());

    [Fact]
    public void Cost_beyond_the_range_is_an_error_and_never_wraps()
    {
        Assert.Throws<OverflowException>(() => Price.One * Quantity.MaxValue);
        Assert.Throws<OverflowException>(() => Price.FromSteps(1_001) * Quantity.FromSteps(1_000_000_000_000_000));
        Assert.Throws<OverflowException>(() => MicroDollars.From(Money.FromSteps(FixedPoint.MaxSteps)));
    }

    [Fact]
    public void Sums_beyond_the_range_are_an_error()
    {
        var most = Money.FromSteps(FixedPoint.MaxSteps);
        var step = Money.FromSteps(1);

        Assert.Throws<OverflowException>(() => most + step);
        Assert.Throws<OverflowException>(() => -most - step);
        Assert.Throws<OverflowException>(() => Quantity.MaxValue + Quantity.MaxValue);
        Assert.Equal(most, most - step + step);
    }

    [Fact]
    public void Steps_beyond_the_range_are_refused_by_every_unit()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Price.FromSteps(10_001));
        Assert.Throws<ArgumentOutOfRangeException>(() => Price.FromSteps(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantity.FromSteps(long.MinValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => Money.FromSteps(long.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => MicroDollars.FromSteps(long.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpotPrice.FromSteps(0));
    }

    [Fact]
    public void The_complement_of_the_complement_is_the_price() =>
        Prop.ForAll(Gen.Choose(0, 10_000).ToArbitrary(), steps =>
        {
            var price = Price.FromSteps(steps);
            return price.Complement.Complement == price && price.Steps + price.Complement.Steps == Price.Scale;
        }).Holds();

    [Fact]
    public void Values_are_ordered_as_their_steps() =>
        Prop.ForAll(Gen.Choose(-50, 50).Two().ToArbitrary(), pair =>
        {
            var (a, b) = (Money.FromSteps(pair.Item1), Money.FromSteps(pair.Item2));
            return a < b == pair.Item1 < pair.Item2 && a > b == pair.Item1 > pair.Item2 && a <= b == pair.Item1 <= pair.Item2
                && a >= b == pair.Item1 >= pair.Item2 && a.CompareTo(b) == pair.Item1.CompareTo(pair.Item2) && (a == b) == (pair.Item1 == pair.Item2);
        }).Holds();

    [Fact]
    public void Prices_differ_by_money_of_either_sign() =>
        Assert.Equal("-0.0100", (Price.FromSteps(6_000) - Price.FromSteps(6_100)).ToString());

    [Fact]
    public void The_opposite_of_yes_is_no()
    {
        Assert.Equal(Side.No, Side.Yes.Opposite);
        Assert.Equal(Side.Yes, Side.No.Opposite);
    }
}

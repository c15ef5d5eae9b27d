using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Kalshi.Trading.Tests.Units;

public class DecimalTextTests
{
    [Theory]
    [InlineData("0.6100", 6_100)]
    [InlineData("0.61", 6_100)]
    [InlineData("0", 0)]
    [InlineData("1", 10_000)]
    [InlineData("1.", null)]
    [InlineData("0.610000", 6_100)]
    [InlineData("0.0001", 1)]
    [InlineData("00000000000000000000000000.5", 5_000)]
    [InlineData("-0.0000", 0)]
    [InlineData("1.0001", null)]
    [InlineData("-0.0001", null)]
    [InlineData("0.00001", null)]
    [InlineData("", null)]
    [InlineData("-", null)]
    [InlineData(".", null)]
    [InlineData(".5", null)]
    [InlineData("-.5", null)]
    [InlineData("+0.5", null)]
    [InlineData(" 0.5", null)]
    [InlineData("0.5 ", null)]
    [InlineData("0,5", null)]
    [InlineData("0.5.0", null)]
    [InlineData("0.-5", null)]
    [InlineData("--0.5", null)]
    [InlineData("1e-1", null)]
    [InlineData("0x1", null)]
    [InlineData("NaN", null)]
    [InlineData("null", null)]
    [InlineData("٠.٥", null)]
    public void A_price_is_a_plain_decimal_on_its_grid(string text, int? steps)
    {
        Assert.Equal(steps.HasValue, Price.TryParse(Encoding.UTF8.GetBytes(text), out var price));
        Assert.Equal(steps ?? 0, price.Steps);
    }

    [Theory]
    [InlineData("", "price_dollars: empty text is not a Price")]
    [InlineData("0.61001", "price_dollars: '0.61001' has more decimals than the 4 of a Price")]
    [InlineData("1.0001", "price_dollars: '1.0001' is outside the range of a Price")]
    [InlineData("99999999999999999999", "price_dollars: '99999999999999999999' is outside the range of a Price")]
    [InlineData("0.0000x", "price_dollars: '0.0000x' is not a Price")]
    [InlineData("1e400", "price_dollars: '1e400' is not a Price")]
    [InlineData("0.5\nforged", "price_dollars: '0.5?forged' is not a Price")]
    public void An_error_names_field_and_value(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Price.Parse(text, "price_dollars")).Message);

    [Fact]
    public void Absent_text_is_an_error_that_names_the_field() =>
        Assert.StartsWith("delta_fp: empty", Assert.Throws<FormatException>(() => Quantity.Parse((string)null!, "delta_fp")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_error_shows_only_the_beginning_of_a_flood()
    {
        var flood = new string('9', 1_000_000) + "x";

        var error = Assert.Throws<FormatException>(() => Money.Parse(flood, "cost"));

        Assert.Equal($"cost: '{new string('9', 40)}...' is not a Money", error.Message);
    }

    [Theory]
    [InlineData("9999999999999999.99", 999_999_999_999_999_999)]
    [InlineData("-9999999999999999.99", -999_999_999_999_999_999)]
    [InlineData("10000000000000000.00", null)]
    [InlineData("10000000000000000", null)]
    [InlineData("9223372036854775808", null)]
    [InlineData("184467440737095516.16", null)]
    [InlineData("-99999999999999999999999999", null)]
    public void Eighteen_digits_are_the_limit(string text, long? steps)
    {
        Assert.Equal(steps.HasValue, Quantity.TryParse(Encoding.UTF8.GetBytes(text), out var quantity));
        Assert.Equal(steps ?? 0, quantity.Steps);
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("-1", false)]
    [InlineData("0.00000001", true)]
    [InlineData("9999999999.99999999", true)]
    [InlineData("10000000000", false)]
    public void A_spot_price_is_positive(string text, bool isValid) =>
        Assert.Equal(isValid, SpotPrice.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Reading_what_was_written_gives_the_same_value()
    {
        Prop.ForAll(Steps(-FixedPoint.MaxSteps, FixedPoint.MaxSteps), steps =>
            Quantity.Parse(Quantity.FromSteps(steps).ToString(), "q").Steps == steps
            && Money.Parse(Money.FromSteps(steps).ToString(), "m").Steps == steps
            && MicroDollars.Parse(MicroDollars.FromSteps(steps).ToString(), "u").Steps == steps).Holds();
        Prop.ForAll(Steps(1, FixedPoint.MaxSteps), steps => SpotPrice.Parse(SpotPrice.FromSteps(steps).ToString(), "s").Steps == steps).Holds();
        Prop.ForAll(Steps(0, Price.Scale), steps => Price.Parse(Price.FromSteps(steps).ToString(), "p").Steps == steps).Holds();
    }

    [Fact]
    public void Reading_agrees_with_the_decimal_type_of_the_platform() =>
        Prop.ForAll(Texts, text =>
        {
            var isRead = Money.TryParse(Encoding.UTF8.GetBytes(text), out var money);
            return isRead
                ? decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture) == money.Steps / 10_000m
                : text.Length == 0 || text.EndsWith('.') || text.StartsWith('.') || text.Count(c => c == '.') > 1 || text.LastIndexOf('-') > 0
                    || text.StartsWith("-.", StringComparison.Ordinal) || text == "-" || HasFifthDecimal(text);
        }).Holds(5_000);

    static bool HasFifthDecimal(string text) =>
        text.Contains('.', StringComparison.Ordinal) && text[(text.IndexOf('.', StringComparison.Ordinal) + 1)..].Length > 4;

    static Arbitrary<string> Texts =>
        Gen.Elements("0123456789.-".ToCharArray()).ListOf().Select(characters => string.Concat(characters.Take(14))).ToArbitrary();

    static Arbitrary<long> Steps(long low, long high)
    {
        var bits = Gen.Choose(int.MinValue, int.MaxValue).Two().Select(pair => ((long)pair.Item1 << 32) | (uint)pair.Item2);
        var anywhere = bits.Select(value => low + (value & long.MaxValue) % (high - low + 1));
        var nearZero = Gen.Choose(-10_000, 10_000).Select(value => Math.Clamp(value, low, high));
        return Gen.OneOf(anywhere, nearZero, Gen.Elements(low, high)).ToArbitrary();
    }
}

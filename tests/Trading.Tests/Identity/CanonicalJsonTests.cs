using System.Globalization;
using FsCheck.Fluent;
using Kalshi.Trading.Identity;

namespace Kalshi.Trading.Tests.Identity;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void What_is_written_reads_back_as_the_same_value() => Property.Holds(
        PayloadGenerator.Any(2), value => PythonJson.Parse(CanonicalJson.Write(value)) == value, 3_000);

    [Fact]
    public void The_spaced_form_reads_back_as_the_same_value() => Property.Holds(
        PayloadGenerator.Any(2), value => PythonJson.Parse(CanonicalJson.WriteSpaced(value)) == value, 3_000);

    [Fact]
    public void The_canonical_form_is_plain_ASCII_and_its_own_canonical_form() => Property.Holds(
        PayloadGenerator.Any(2),
        value => CanonicalJson.Write(value) is var text && text.All(c => c is >= ' ' and <= '~')
            && CanonicalJson.Write(PythonJson.Parse(text)) == text, 3_000);

    [Fact]
    public void The_order_of_members_does_not_matter() => Property.Holds(
        PayloadGenerator.Members(1),
        members =>
        {
            var reversed = new PayloadDictionary();
            foreach (var (name, value) in members.Reverse())
                reversed.Add(name, value);
            return CanonicalJson.Write(PayloadValue.Of(members)) == CanonicalJson.Write(PayloadValue.Of(reversed));
        });

    [Fact]
    public void A_double_reads_back_to_the_bit() => Property.Holds(
        PayloadGenerator.AnyDouble.Where(double.IsFinite),
        value => double.Parse(PythonFloat.Repr(value), CultureInfo.InvariantCulture).Equals(value), 20_000);

    [Theory]
    [InlineData(66123.0, "66123.0")]
    [InlineData(1e-7, "1e-07")]
    [InlineData(1.5e-7, "1.5e-07")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00012345, "0.00012345")]
    [InlineData(0.00009999, "9.999e-05")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(9999999999999998.0, "9999999999999998.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1.2345678901234568e+17, "1.2345678901234568e+17")]
    [InlineData(1e22, "1e+22")]
    [InlineData(1e100, "1e+100")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(0.0, "0.0")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(0.30000000000000004, "0.30000000000000004")]
    [InlineData(-123.456, "-123.456")]
    [InlineData(100.0, "100.0")]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void Doubles_look_as_Python_prints_them(double value, string text) => Assert.Equal(text, PythonFloat.Repr(value));

    [Fact]
    public void Whole_numbers_and_floats_stay_apart()
    {
        Assert.Equal("""{"a":1,"b":1.0}""", CanonicalJson.Write(PayloadValue.Of(new PayloadDictionary { { "b", 1.0 }, { "a", 1 } })));
        Assert.NotEqual(PythonJson.Parse("1"), PythonJson.Parse("1.0"));
        Assert.Equal("123456789012345678901234567890", CanonicalJson.Write(PythonJson.Parse("123456789012345678901234567890")));
    }

    [Fact]
    public void Texts_are_escaped_to_ASCII() =>
        Assert.Equal("\"\\u00dc\\ud83d\\ude00 \\\"\\\\\\n\\u007f/\"", CanonicalJson.Write("Ü😀 \"\\\n\u007f/"));
}

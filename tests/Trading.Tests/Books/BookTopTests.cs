using static Kalshi.Trading.Tests.Books.BookText;

namespace Kalshi.Trading.Tests.Books;

public class BookTopTests
{
    [Theory]
    [InlineData("0.61", "0.62", false, false, "0.0100", 61.5)]
    [InlineData("0.061", "0.062", false, false, "0.0010", 6.15)]
    [InlineData("0.62", "0.62", false, true, "0.0000", 62.0)]
    [InlineData("0.63", "0.62", true, false, "-0.0100", 62.5)]
    public void A_two_sided_top_has_spread_and_mid(string bid, string ask, bool isCrossed, bool isLocked, string spread, double midCents)
    {
        var top = new BookTop(Level($"{bid} x 1"), Level($"{ask} x 1"));

        Assert.True(top.IsTwoSided);
        Assert.Equal(isCrossed, top.IsCrossed);
        Assert.Equal(isLocked, top.IsLocked);
        Assert.Equal(spread, top.Spread.ToString());
        Assert.Equal(midCents, top.MidCents);
    }

    [Fact]
    public void A_one_sided_top_has_neither()
    {
        foreach (var top in new[] { default, new BookTop(Level("0.61 x 1"), null), new BookTop(null, Level("0.61 x 1")) })
        {
            Assert.False(top.IsTwoSided || top.IsCrossed || top.IsLocked);
            Assert.Null(top.Spread);
            Assert.Null(top.MidCents);
        }
    }

    [Fact]
    public void The_complement_is_the_top_that_no_sees()
    {
        var top = new BookTop(Level("0.61 x 7"), Level("0.63 x 4"));

        Assert.Equal(new BookTop(Level("0.37 x 4"), Level("0.39 x 7")), top.Complement());
        Assert.Equal(new BookTop(null, Level("0.39 x 7")), new BookTop(Level("0.61 x 7"), null).Complement());
    }

    [Fact]
    public void A_top_prints_as_one_reads_it()
    {
        Assert.Equal("bid 0.6100 x 7.00, ask none", new BookTop(Level("0.61 x 7"), null).ToString());
        Assert.Equal("bid none, ask 0.6200 x 0.01", new BookTop(null, Level("0.62 x 0.01")).ToString());
    }
}

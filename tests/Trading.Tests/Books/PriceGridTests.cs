using static Kalshi.Trading.Tests.Books.BookText;

namespace Kalshi.Trading.Tests.Books;

public class PriceGridTests
{
    [Theory]
    [InlineData("linear_cent", "0.61", true)]
    [InlineData("linear_cent", "0.615", false)]
    [InlineData("linear_cent", "0.055", false)]
    [InlineData("tapered_deci_cent", "0.055", true)]
    [InlineData("tapered_deci_cent", "0.0555", false)]
    [InlineData("tapered_deci_cent", "0.099", true)]
    [InlineData("tapered_deci_cent", "0.10", true)]
    [InlineData("tapered_deci_cent", "0.101", false)]
    [InlineData("tapered_deci_cent", "0.895", false)]
    [InlineData("tapered_deci_cent", "0.90", true)]
    [InlineData("tapered_deci_cent", "0.901", true)]
    [InlineData("deci_cent", "0.615", true)]
    [InlineData("deci_cent", "0.6155", false)]
    public void A_structure_says_which_prices_take_orders(string structure, string price, bool isOnGrid) =>
        Assert.Equal(isOnGrid, PriceGrid.Parse(structure, "price_level_structure").Contains(Price(price)));

    [Theory]
    [InlineData("linear_cent", "0.615", "0.61", "0.62")]
    [InlineData("linear_cent", "0.9999", "0.99", "1.00")]
    [InlineData("tapered_deci_cent", "0.0999", "0.099", "0.10")]
    [InlineData("tapered_deci_cent", "0.1001", "0.10", "0.11")]
    [InlineData("tapered_deci_cent", "0.8999", "0.89", "0.90")]
    [InlineData("tapered_deci_cent", "0.9001", "0.90", "0.901")]
    [InlineData("deci_cent", "0.0001", "0.000", "0.001")]
    public void A_price_between_goes_down_for_a_bid_and_up_for_an_ask(string structure, string price, string down, string up)
    {
        var grid = PriceGrid.Parse(structure, "price_level_structure");

        Assert.Equal(Price(down), grid.Down(Price(price)));
        Assert.Equal(Price(up), grid.Up(Price(price)));
    }

    [Theory]
    [InlineData("linear_cent")]
    [InlineData("tapered_deci_cent")]
    [InlineData("deci_cent")]
    public void The_nearest_grid_prices_bracket_every_price(string structure)
    {
        var grid = PriceGrid.Parse(structure, "price_level_structure");
        for (var steps = 0; steps <= Trading.Price.Scale; steps++)
        {
            var price = Trading.Price.FromSteps(steps);
            var (down, up) = (grid.Down(price), grid.Up(price));

            Assert.True(grid.Contains(down) && grid.Contains(up) && down <= price && price <= up);
            Assert.Equal(grid.Contains(price), down == up);
            Assert.Equal(grid.Contains(price), grid.Contains(price.Complement));
        }
    }

    [Theory]
    [InlineData("quarter_cent")]
    [InlineData("LINEAR_CENT")]
    [InlineData("")]
    [InlineData(null)]
    public void An_unknown_structure_is_an_error_that_names_it(string? structure) =>
        Assert.Equal($"price_level_structure: '{structure}' is not a known price level structure",
            Assert.Throws<FormatException>(() => PriceGrid.Parse(structure!, "price_level_structure")).Message);

    [Fact]
    public void Ranges_in_any_order_make_the_same_grid_as_the_structure()
    {
        var grid = PriceGrid.FromRanges([Range("0.9", "1", "0.001"), Range("0", "0.1", "0.001"), Range("0.1", "0.9", "0.01")], "price_ranges");

        Assert.Equal(PriceGrid.TaperedDeciCent.Ranges, grid.Ranges);
    }

    [Theory]
    [InlineData("price_ranges: the ranges end at 0.0000, where 1.0000 was expected")]
    [InlineData("price_ranges: the ranges end at 0.9000, where 1.0000 was expected", "0-0.9-0.01")]
    [InlineData("price_ranges: a range starts at 0.1000, where 0.0000 was expected", "0.1-1-0.01")]
    [InlineData("price_ranges: a range starts at 0.6000, where 0.5000 was expected", "0-0.5-0.01", "0.6-1-0.01")]
    [InlineData("price_ranges: a range starts at 0.4000, where 0.5000 was expected", "0-0.5-0.01", "0.4-1-0.01")]
    [InlineData("price_ranges: 0.0000 to 1.0000 is not divided by steps of 0.0000", "0-1-0")]
    [InlineData("price_ranges: 0.0000 to 1.0000 is not divided by steps of 0.0300", "0-1-0.03")]
    [InlineData("price_ranges: 0.0000 to 0.0000 is not divided by steps of 0.0100", "0-0-0.01", "0-1-0.01")]
    public void Ranges_that_leave_a_price_without_a_step_are_an_error(string message, params string[] ranges) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() =>
            PriceGrid.FromRanges(ranges.Select(r => Range(r.Split('-')[0], r.Split('-')[1], r.Split('-')[2])), "price_ranges")).Message);

    static PriceRange Range(string start, string end, string step) => new(Price(start), Price(end), Price(step));
}

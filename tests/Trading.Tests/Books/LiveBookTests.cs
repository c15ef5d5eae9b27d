using static Kalshi.Trading.Tests.Books.BookText;

namespace Kalshi.Trading.Tests.Books;

public class LiveBookTests
{
    readonly OrderBook _book = Live(["0.10 x 1", "0.60 x 5", "0.61 x 7"], ["0.20 x 2", "0.38 x 4"]);

    [Fact]
    public void Bids_are_listed_best_first_as_many_as_fit()
    {
        Assert.True(_book.TryGetLive(out var live));
        var levels = new BookLevel[2];

        Assert.Equal(2, live.CopyBids(Side.Yes, levels));
        Assert.Equal(Levels("0.61 x 7", "0.60 x 5"), levels);
    }

    [Fact]
    public void Asks_are_the_other_sides_bids_at_the_complement()
    {
        Assert.True(_book.TryGetLive(out var live));
        var levels = new BookLevel[5];

        Assert.Equal(2, live.CopyAsks(Side.Yes, levels));
        Assert.Equal(Levels("0.62 x 4", "0.80 x 2"), levels[..2]);
        Assert.Equal(3, live.CopyAsks(Side.No, levels));
        Assert.Equal(Levels("0.39 x 7", "0.40 x 5", "0.90 x 1"), levels[..3]);
    }

    [Theory]
    [InlineData(0, "0", "0")]
    [InlineData(1, "7", "4")]
    [InlineData(2, "12", "6")]
    [InlineData(99, "13", "6")]
    public void Depth_is_the_size_of_the_best_levels(int levels, string bid, string ask)
    {
        Assert.True(_book.TryGetLive(out var live));

        Assert.Equal(Quantity(bid), live.BidDepth(Side.Yes, levels));
        Assert.Equal(Quantity(ask), live.AskDepth(Side.Yes, levels));
        Assert.Equal(Quantity(ask), live.BidDepth(Side.No, levels));
    }

    [Fact]
    public void Size_at_a_price_is_zero_where_nobody_bids()
    {
        Assert.True(_book.TryGetLive(out var live));

        Assert.Equal(Quantity("5"), live.BidSizeAt(Side.Yes, Price("0.60")));
        Assert.Equal(Quantity("0"), live.BidSizeAt(Side.Yes, Price("0.59")));
        Assert.Equal(3, live.CountBids(Side.Yes));
    }
}

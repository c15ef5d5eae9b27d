using static Kalshi.Trading.Tests.Books.BookText;

namespace Kalshi.Trading.Tests.Books;

public class OrderBookTests
{
    [Fact]
    public void The_yes_ask_is_one_less_the_best_no_bid()
    {
        var top = TopOf(Live());

        Assert.Equal(Level("0.61 x 7"), top.Bid);
        Assert.Equal(Level("0.62 x 4"), top.Ask);
    }

    [Fact]
    public void A_snapshot_may_come_in_any_order() =>
        Assert.True(Live(yesBids: ["0.61 x 7", "0.05 x 1", "0.60 x 5"]).ContentEquals(Live(yesBids: ["0.05 x 1", "0.60 x 5", "0.61 x 7"])));

    [Fact]
    public void A_snapshot_without_levels_is_a_live_book_without_prices()
    {
        var top = TopOf(Live([], []));

        Assert.Equal(default, top);
    }

    [Fact]
    public void A_one_sided_book_has_no_price_for_the_side_that_is_missing()
    {
        var top = TopOf(Live(noBids: []));

        Assert.Equal(Level("0.61 x 7"), top.Bid);
        Assert.Null(top.Ask);
    }

    [Theory]
    [InlineData(Side.Yes, "0.61", "-3", "0.61 x 4", "0.62 x 4")]
    [InlineData(Side.Yes, "0.61", "-7", "0.60 x 5", "0.62 x 4")]
    [InlineData(Side.Yes, "0.611", "0.01", "0.611 x 0.01", "0.62 x 4")]
    [InlineData(Side.Yes, "0.30", "100", "0.61 x 7", "0.62 x 4")]
    [InlineData(Side.No, "0.38", "1.5", "0.61 x 7", "0.62 x 5.5")]
    [InlineData(Side.No, "0.38", "-4", "0.61 x 7", "0.63 x 9")]
    [InlineData(Side.No, "0.385", "2", "0.61 x 7", "0.615 x 2")]
    [InlineData(Side.No, "0.99", "0", "0.61 x 7", "0.62 x 4")]
    public void A_delta_changes_one_level_of_one_side(Side side, string price, string change, string bid, string ask)
    {
        var book = Live();

        Assert.Equal(BookOutcome.Applied, book.ApplyDelta(side, Price(price), Quantity(change), At(14), previousSequence: 10));

        Assert.Equal(new BookTop(Level(bid), Level(ask)), TopOf(book));
        Assert.Equal(At(14), book.Position);
    }

    [Fact]
    public void Before_the_first_snapshot_deltas_are_refused()
    {
        var book = new OrderBook();

        Assert.Equal(BookOutcome.RefusedEmpty, book.ApplyDelta(Side.Yes, Price("0.5"), Quantity("1"), At(11), 10));
        Assert.Equal(BookState.Empty, book.State);
        Assert.False(book.TryGetTop(out _));
        Assert.Null(book.Position);
    }

    [Theory]
    [InlineData(12, 11, "delta 12 follows 11, but the last one applied is 10")]
    [InlineData(12, 9, "delta 12 follows 9, but the last one applied is 10")]
    public void A_delta_that_does_not_follow_the_last_one_makes_the_book_stale(long sequence, long previous, string detail)
    {
        var book = Live();

        Assert.Equal(BookOutcome.BecameStale, book.ApplyDelta(Side.Yes, Price("0.61"), Quantity("1"), At(sequence), previous));
        AssertStale(book, StaleReason.SequenceGap, detail);
    }

    [Theory]
    [InlineData("s2", 2, "delta of session s2, subscription 2, but the snapshot is of session s1, subscription 2")]
    [InlineData("s1", 3, "delta of session s1, subscription 3, but the snapshot is of session s1, subscription 2")]
    public void A_delta_of_another_session_or_subscription_makes_the_book_stale(string session, long subscription, string detail)
    {
        var book = Live();

        Assert.Equal(BookOutcome.BecameStale, book.ApplyDelta(Side.Yes, Price("0.61"), Quantity("1"), At(11, session, subscription), 10));
        AssertStale(book, StaleReason.SessionChanged, detail);
    }

    [Theory]
    [InlineData(Side.Yes, "0.61", "-7.01", "delta 11 changes Yes 0.6100 by -7.01, which leaves -1 hundredths of a contract")]
    [InlineData(Side.No, "0.50", "-1", "delta 11 changes No 0.5000 by -1.00, which leaves -100 hundredths of a contract")]
    public void A_level_below_zero_makes_the_book_stale(Side side, string price, string change, string detail)
    {
        var book = Live();

        Assert.Equal(BookOutcome.BecameStale, book.ApplyDelta(side, Price(price), Quantity(change), At(11), 10));
        AssertStale(book, StaleReason.NegativeLevel, detail);
    }

    [Fact]
    public void A_level_beyond_the_range_of_a_quantity_makes_the_book_stale()
    {
        var book = Live();

        Assert.Equal(BookOutcome.BecameStale, book.ApplyDelta(Side.Yes, Price("0.61"), Trading.Quantity.MaxValue, At(11), 10));
        AssertStale(book, StaleReason.SizeOverflow, "delta 11 raises Yes 0.6100 by 9999999999999999.99 to 1000000000000000699 hundredths of a contract");
    }

    [Theory]
    [InlineData("0.60 x 5", "0.60 x 5", "yes bids: price 0.6000 twice")]
    [InlineData("0.60 x 5", "0.61 x 0", "yes bids: size 0.00 at 0.6100")]
    [InlineData("0.60 x -5", "0.61 x 1", "yes bids: size -5.00 at 0.6000")]
    public void A_malformed_snapshot_makes_the_book_stale(string first, string second, string detail)
    {
        var book = Live();

        Assert.Equal(BookOutcome.BecameStale, book.ApplySnapshot(Levels(first, second), [], At(11)));
        AssertStale(book, StaleReason.MalformedSnapshot, detail);
        Assert.Equal(BookOutcome.BecameStale, book.ApplySnapshot([], Levels(first, second), At(12)));
        AssertStale(book, StaleReason.MalformedSnapshot, detail.Replace("yes", "no", StringComparison.Ordinal));
    }

    [Fact]
    public void A_stale_book_refuses_deltas_until_the_next_snapshot()
    {
        var book = Live();
        book.MarkStale(StaleReason.Disconnected, "closed by peer");

        Assert.Equal(BookOutcome.RefusedStale, book.ApplyDelta(Side.Yes, Price("0.61"), Quantity("1"), At(11), 10));
        AssertStale(book, StaleReason.Disconnected, "closed by peer");

        Assert.Equal(BookOutcome.Applied, book.ApplySnapshot(Levels("0.55 x 1"), [], At(1, "s2")));
        Assert.Equal(Level("0.55 x 1"), TopOf(book).Bid);
        Assert.Null(book.StaleReason);
        Assert.Equal("", book.StaleDetail);
        Assert.Equal(BookOutcome.Applied, book.ApplyDelta(Side.Yes, Price("0.55"), Quantity("1"), At(2, "s2"), 1));
    }

    [Fact]
    public void The_first_reason_to_be_stale_stays()
    {
        var book = Live();

        book.MarkStale(StaleReason.FeedGap, "expected 11, received 13");
        book.MarkStale(StaleReason.Disconnected, "closed by peer");

        AssertStale(book, StaleReason.FeedGap, "expected 11, received 13");
    }

    [Fact]
    public void What_was_delivered_twice_changes_nothing()
    {
        var book = Live();
        book.ApplyDelta(Side.Yes, Price("0.61"), Quantity("1"), At(11), 10);
        var hash = book.ContentHash();

        Assert.Equal(BookOutcome.Outdated, book.ApplyDelta(Side.Yes, Price("0.61"), Quantity("1"), At(11), 10));
        Assert.Equal(BookOutcome.Outdated, book.ApplySnapshot(Levels("0.01 x 1"), [], At(10)));
        Assert.Equal(BookOutcome.Outdated, book.ApplyDelta(Side.Yes, Price("0.61"), Quantity("1"), At(7), 6));

        Assert.Equal(hash, book.ContentHash());
        Assert.Equal(At(11), book.Position);
    }

    [Fact]
    public void A_late_snapshot_from_before_the_gap_does_not_revive_the_book()
    {
        var book = Live();
        book.ApplyDelta(Side.Yes, Price("0.61"), Quantity("1"), At(15), 14);
        book.ApplyDelta(Side.Yes, Price("0.61"), Quantity("1"), At(16), 15);

        Assert.Equal(BookOutcome.Outdated, book.ApplySnapshot(Levels("0.61 x 7"), [], At(16)));
        Assert.Equal(BookState.Stale, book.State);
        Assert.Equal(BookOutcome.Applied, book.ApplySnapshot(Levels("0.61 x 7"), [], At(17)));
    }

    [Fact]
    public void A_view_taken_while_live_gives_nothing_once_the_book_is_stale()
    {
        var book = Live();
        Assert.True(book.TryGetLive(out var live));
        book.MarkStale(StaleReason.Silent, "no frame for 20 s");

        var refusal = "";
        try
        {
            _ = live.Top;
        }
        catch (InvalidOperationException e)
        {
            refusal = e.Message;
        }
        Assert.Contains("stale", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_price_can_hold_a_level_and_lose_it_again()
    {
        var book = Live([], []);
        var prices = Enumerable.Range(0, 10_001).ToArray();
        var sequence = 10L;
        foreach (var change in new[] { "1", "-1" })
        {
            new Random(1).Shuffle(prices);
            foreach (var price in prices)
                Assert.Equal(BookOutcome.Applied, book.ApplyDelta(Side.No, Trading.Price.FromSteps(price), Quantity(change), At(sequence + 1), sequence++));
            Assert.True(book.TryGetLive(out var live));
            Assert.Equal(change == "1" ? prices.Length : 0, live.CountBids(Side.No));
        }
        Assert.True(book.ContentEquals(Live([], [])));
    }

    [Fact]
    public void Applying_deltas_and_reading_the_top_allocates_nothing()
    {
        var book = Live();
        Span<BookLevel> levels = stackalloc BookLevel[5];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var sequence = 10L; sequence < 1_010; sequence++)
        {
            book.ApplyDelta(Side.Yes, Trading.Price.FromSteps(5_000 + sequence % 20), Trading.Quantity.FromSteps(7), At(sequence + 1), sequence);
            _ = book.TryGetTop(out _) && book.TryGetLive(out var live) && live.CopyAsks(Side.Yes, levels) > 0;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(BookState.Live, book.State);
    }

    [Fact]
    public void A_snapshot_without_a_session_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentNullException>(() => new OrderBook().ApplySnapshot([], [], default));

    static void AssertStale(OrderBook book, StaleReason reason, string detail)
    {
        Assert.Equal(BookState.Stale, book.State);
        Assert.Equal(reason, book.StaleReason);
        Assert.Equal(detail, book.StaleDetail);
        Assert.False(book.TryGetTop(out var top));
        Assert.Equal(default, top);
        Assert.False(book.TryGetLive(out _));
        Assert.Empty(book.ToCheckpoint().YesBids);
        Assert.Empty(book.ToCheckpoint().NoBids);
    }
}

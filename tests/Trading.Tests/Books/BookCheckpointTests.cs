using static Kalshi.Trading.Tests.Books.BookText;

namespace Kalshi.Trading.Tests.Books;

public class BookCheckpointTests
{
    [Fact]
    public void A_restored_book_goes_on_where_the_stored_one_stopped()
    {
        var book = Live();
        var restored = OrderBook.Restore(book.ToCheckpoint());

        Assert.True(restored.ContentEquals(book));
        Assert.Equal(BookOutcome.Outdated, restored.ApplyDelta(Side.Yes, Price("0.61"), Quantity("1"), At(10), 9));
        Assert.Equal(BookOutcome.Applied, restored.ApplyDelta(Side.Yes, Price("0.61"), Quantity("1"), At(11), 10));
        Assert.False(restored.ContentEquals(book));
    }

    [Fact]
    public void A_stale_or_empty_book_is_restored_as_such()
    {
        var stale = Live();
        stale.MarkStale(StaleReason.FeedGap, "expected 11");

        var restored = OrderBook.Restore(stale.ToCheckpoint());

        Assert.Equal((BookState.Stale, StaleReason.FeedGap, "expected 11", At(10)), (restored.State, restored.StaleReason, restored.StaleDetail, restored.Position));
        Assert.Equal(BookState.Empty, OrderBook.Restore(new OrderBook().ToCheckpoint()).State);
    }

    [Fact]
    public void A_checkpoint_is_a_copy()
    {
        var book = Live();
        var checkpoint = book.ToCheckpoint();

        book.ApplyDelta(Side.Yes, Price("0.61"), Quantity("1"), At(11), 10);

        Assert.Equal(Levels("0.60 x 5", "0.61 x 7"), checkpoint.YesBids);
        Assert.Equal(Levels("0.37 x 9", "0.38 x 4"), checkpoint.NoBids);
        Assert.Equal(At(10), checkpoint.Position);
    }

    [Fact]
    public void A_checkpoint_that_contradicts_itself_is_an_error()
    {
        var live = Live().ToCheckpoint();

        Assert.Contains("state Live contradicts", Refusal(live with { Position = null }), StringComparison.Ordinal);
        Assert.Contains("state Live contradicts", Refusal(live with { Reason = StaleReason.Silent }), StringComparison.Ordinal);
        Assert.Contains("state Stale contradicts", Refusal(live with { State = BookState.Stale, Reason = StaleReason.Silent }), StringComparison.Ordinal);
        Assert.Contains("state Empty contradicts", Refusal(live with { State = BookState.Empty }), StringComparison.Ordinal);
        Assert.Contains("state 7 contradicts", Refusal(live with { State = (BookState)7 }), StringComparison.Ordinal);
        Assert.Contains("yes bids: size 0.00 at 0.5000", Refusal(live with { YesBids = Levels("0.50 x 0") }), StringComparison.Ordinal);
        Assert.Contains("no bids: price 0.5000 twice", Refusal(live with { NoBids = Levels("0.50 x 1", "0.50 x 1") }), StringComparison.Ordinal);
    }

    [Fact]
    public void Hash_and_equality_see_state_side_price_and_size()
    {
        OrderBook[] books =
        [
            Live(), Live(yesBids: ["0.60 x 5", "0.61 x 8"]), Live(yesBids: ["0.60 x 5", "0.611 x 7"]), Live(yesBids: ["0.61 x 7"]),
            Live(yesBids: ["0.37 x 9", "0.38 x 4"], noBids: ["0.60 x 5", "0.61 x 7"]), Live(noBids: []), Live([], []), new(),
        ];

        Assert.Equal(books.Length, books.Select(book => book.ContentHash()).Distinct().Count());
        Assert.All(books, book => Assert.Single(books, other => other.ContentEquals(book)));
    }

    [Fact]
    public void The_hash_is_the_same_in_every_process() =>
        Assert.Equal(1893812636901520730UL, Live().ContentHash());

    static string Refusal(BookCheckpoint checkpoint) => Assert.Throws<FormatException>(() => OrderBook.Restore(checkpoint)).Message;
}

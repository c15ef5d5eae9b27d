namespace Kalshi.Trading.Tests.Books;

/// <summary>Books and levels as one reads them: "0.61 x 120" is 120 contracts at 61 cents.</summary>
static class BookText
{
    internal static BookLevel[] Levels(params string[] levels) => [.. levels.Select(Level)];

    internal static BookLevel Level(string text)
    {
        var parts = text.Split(" x ");
        return new(Price(parts[0]), Quantity(parts[1]));
    }

    internal static Price Price(string text) => Trading.Price.Parse(text, "price");

    internal static Quantity Quantity(string text) => Trading.Quantity.Parse(text, "size");

    internal static FeedPosition At(long sequence, string session = "s1", long subscription = 2) => new(session, subscription, sequence);

    /// <summary>A live book at sequence 10.</summary>
    internal static OrderBook Live(string[]? yesBids = null, string[]? noBids = null)
    {
        var book = new OrderBook();
        Assert.Equal(BookOutcome.Applied, book.ApplySnapshot(Levels(yesBids ?? ["0.60 x 5", "0.61 x 7"]), Levels(noBids ?? ["0.37 x 9", "0.38 x 4"]), At(10)));
        return book;
    }

    internal static BookTop TopOf(OrderBook book)
    {
        Assert.True(book.TryGetTop(out var top), $"{book.State} {book.StaleDetail}");
        return top;
    }
}

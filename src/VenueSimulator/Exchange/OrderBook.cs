namespace Kalshi.VenueSimulator;

/// <summary>One price of one side with what rests there.</summary>
readonly record struct BookLevel(Dollars Price, Contracts Size);

/// <summary>Resting bids of both sides of a market.</summary>
sealed class OrderBook
{
    // Sorted arrays: a book has some hundred levels at most, and its best is asked for at every change.
    readonly SortedList<Dollars, Contracts> _yes = [];
    readonly SortedList<Dollars, Contracts> _no = [];

    /// <summary>Levels by ascending price, as the venue lists them: the best bid is last.</summary>
    internal IEnumerable<BookLevel> Levels(BookSide side) => Ladder(side).Select(l => new BookLevel(l.Key, l.Value));

    internal OrderBook Copy()
    {
        var copy = new OrderBook();
        copy.Replace(BookSide.Yes, Levels(BookSide.Yes));
        copy.Replace(BookSide.No, Levels(BookSide.No));
        return copy;
    }

    internal Contracts SizeAt(BookSide side, Dollars price) => Ladder(side).GetValueOrDefault(price);

    /// <summary>The highest bid, or null on an empty side.</summary>
    internal BookLevel? Best(BookSide side)
    {
        var ladder = Ladder(side);
        return ladder.Count == 0 ? null : new(ladder.GetKeyAtIndex(ladder.Count - 1), ladder.GetValueAtIndex(ladder.Count - 1));
    }

    internal void Replace(BookSide side, IEnumerable<BookLevel> levels)
    {
        var ladder = Ladder(side);
        ladder.Clear();
        foreach (var level in levels.Where(l => l.Size > Contracts.Zero))
            ladder[level.Price] = level.Size;
    }

    /// <summary>Adds to a level, which is gone when nothing is left.</summary>
    /// <exception cref="InvalidOperationException">The level would fall below zero; the book is unchanged.</exception>
    internal void Change(BookSide side, Dollars price, Contracts delta)
    {
        var ladder = Ladder(side);
        var size = ladder.GetValueOrDefault(price) + delta;
        if (size < Contracts.Zero)
            throw new InvalidOperationException($"{side.Wire()} bids at {price}: {delta} leaves {size} contracts");
        if (size == Contracts.Zero)
            ladder.Remove(price);
        else
            ladder[price] = size;
    }

    SortedList<Dollars, Contracts> Ladder(BookSide side) => side == BookSide.Yes ? _yes : _no;
}

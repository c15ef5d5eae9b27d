namespace Kalshi.Trading;

/// <summary>The prices of a live book. A view, not a copy: it lives no longer than the turn that asked for it.</summary>
public readonly ref struct LiveBook
{
    readonly OrderBook _book;

    internal LiveBook(OrderBook book) => _book = book;

    /// <summary>Best bid and offer for YES; <see cref="BookTop.Complement"/> is the same for NO.</summary>
    public BookTop Top => new(Bids(Side.Yes).Best, Bids(Side.No).Best?.Complement());

    /// <summary>Number of bid levels of <paramref name="side"/>.</summary>
    public int CountBids(Side side) => Bids(side).Count;

    /// <summary>Contracts bid for <paramref name="side"/> at exactly <paramref name="price"/>; zero if none.</summary>
    public Quantity BidSizeAt(Side side, Price price) => Bids(side).SizeAt(price);

    /// <summary>Writes the bids of <paramref name="side"/>, best first, as many as fit.</summary>
    /// <returns>The number written.</returns>
    public int CopyBids(Side side, Span<BookLevel> levels)
    {
        var bids = Bids(side);
        var count = Math.Min(levels.Length, bids.Count);
        for (var i = 0; i < count; i++)
            levels[i] = bids[bids.Count - 1 - i];
        return count;
    }

    /// <summary>Writes the asks of <paramref name="side"/>, best first, as many as fit: the other side's bids at 1 - p.</summary>
    /// <returns>The number written.</returns>
    public int CopyAsks(Side side, Span<BookLevel> levels)
    {
        var count = CopyBids(side.Opposite, levels);
        foreach (ref var level in levels[..count])
            level = level.Complement();
        return count;
    }

    /// <summary>Contracts in the best <paramref name="levels"/> bid levels of <paramref name="side"/>.</summary>
    public Quantity BidDepth(Side side, int levels)
    {
        var sizes = Bids(side).Sizes;
        long sum = 0;
        foreach (var size in sizes[Math.Max(0, sizes.Length - levels)..])
            sum = checked(sum + size);
        return Quantity.FromSteps(sum);
    }

    /// <summary>Contracts in the best <paramref name="levels"/> ask levels of <paramref name="side"/>.</summary>
    public Quantity AskDepth(Side side, int levels) => BidDepth(side.Opposite, levels);

    BidLadder Bids(Side side) => _book.State == BookState.Live
        ? _book.Bids(side)
        : throw new InvalidOperationException("the book went stale after this view of it was taken");
}

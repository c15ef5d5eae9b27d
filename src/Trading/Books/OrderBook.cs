namespace Kalshi.Trading;

/// <summary>One market's order book: the venue's two bid ladders, and whether they may be believed.</summary>
/// <remarks>
/// <para>The venue sends bids only: a NO bid at p is a YES ask at 1 - p. Prices are reachable only while the book is live,
/// through <see cref="TryGetTop"/> and <see cref="TryGetLive"/>; a book that goes stale drops its levels, so that there is
/// nothing left to take by accident.</para>
/// <para>Applying a delta allocates nothing, but for the growth of a ladder. Not for several threads at once.</para>
/// </remarks>
public sealed class OrderBook
{
    readonly BidLadder _yes = new();
    readonly BidLadder _no = new();
    FeedPosition _position;

    public BookState State { get; private set; }

    /// <summary>The newest message seen, applied or not; null before the first snapshot.</summary>
    public FeedPosition? Position => _position.Session is null ? null : _position;

    /// <summary>Why the book is stale; null otherwise.</summary>
    public StaleReason? StaleReason { get; private set; }

    /// <summary>The same for a reader, with the values seen; empty unless stale.</summary>
    public string StaleDetail { get; private set; } = "";

    /// <summary>Best bid and offer for YES, if the book is live.</summary>
    public bool TryGetTop(out BookTop top)
    {
        var isLive = TryGetLive(out var live);
        top = isLive ? live.Top : default;
        return isLive;
    }

    /// <summary>A view of the prices, if the book is live.</summary>
    public bool TryGetLive(out LiveBook live)
    {
        var isLive = State == BookState.Live;
        live = isLive ? new LiveBook(this) : default;
        return isLive;
    }

    /// <summary>Replaces the whole book, which is live from here.</summary>
    /// <param name="yesBids">YES bids in any order, each price once, each size positive.</param>
    /// <param name="noBids">NO bids, likewise.</param>
    /// <returns><see cref="BookOutcome.Applied"/>, <see cref="BookOutcome.Outdated"/> or <see cref="BookOutcome.BecameStale"/>
    /// (<see cref="Trading.StaleReason.MalformedSnapshot"/>).</returns>
    public BookOutcome ApplySnapshot(ReadOnlySpan<BookLevel> yesBids, ReadOnlySpan<BookLevel> noBids, FeedPosition position)
    {
        ArgumentNullException.ThrowIfNull(position.Session);
        if (IsOutdated(position))
            return BookOutcome.Outdated;

        _position = position;
        _yes.Clear();
        _no.Clear();
        if (Fill(_yes, yesBids) is { } yesFault)
            return GoStale(Trading.StaleReason.MalformedSnapshot, $"yes bids: {yesFault}");
        if (Fill(_no, noBids) is { } noFault)
            return GoStale(Trading.StaleReason.MalformedSnapshot, $"no bids: {noFault}");

        State = BookState.Live;
        StaleReason = null;
        StaleDetail = "";
        return BookOutcome.Applied;
    }

    /// <summary>Adds a signed change to one level of one bid ladder.</summary>
    /// <param name="previousSequence">Sequence of the message before this one for the same market; it must be the last one
    /// applied, else something is missing.</param>
    public BookOutcome ApplyDelta(Side side, Price price, Quantity change, in FeedPosition position, long previousSequence)
    {
        if (State == BookState.Empty)
            return BookOutcome.RefusedEmpty;
        if (IsOutdated(position))
            return BookOutcome.Outdated;
        if (State == BookState.Stale)
            return RefuseWhileStale(position);
        if (!position.IsSameSubscription(_position))
            return GoStale(Trading.StaleReason.SessionChanged, $"delta of {Name(position)}, but the snapshot is of {Name(_position)}");

        var last = _position.Sequence;
        _position = position;
        if (previousSequence != last)
            return GoStale(Trading.StaleReason.SequenceGap, $"delta {position.Sequence} follows {previousSequence}, but the last one applied is {last}");

        var size = Bids(side).Add(price, change);
        if (size < 0)
            return GoStale(Trading.StaleReason.NegativeLevel, $"delta {position.Sequence} changes {side} {price} by {change}, which leaves {size} hundredths of a contract");
        if (size > Quantity.MaxValue.Steps)
            return GoStale(Trading.StaleReason.SizeOverflow, $"delta {position.Sequence} raises {side} {price} by {change} to {size} hundredths of a contract");
        return BookOutcome.Applied;
    }

    /// <summary>Takes the prices away until the next snapshot. The first reason stays: it is nearest to the cause.</summary>
    public void MarkStale(StaleReason reason, string detail)
    {
        if (State != BookState.Stale)
            GoStale(reason, detail);
    }

    /// <summary>A copy of everything, for storage.</summary>
    public BookCheckpoint ToCheckpoint() => new(State, Position, StaleReason, StaleDetail, _yes.ToArray(), _no.ToArray());

    /// <summary>A book in exactly the state of <paramref name="checkpoint"/>.</summary>
    /// <exception cref="FormatException">Levels that no book can have, or a state that contradicts the rest.</exception>
    public static OrderBook Restore(BookCheckpoint checkpoint)
    {
        var book = new OrderBook { State = checkpoint.State, StaleReason = checkpoint.Reason, StaleDetail = checkpoint.Detail };
        if (checkpoint.Position is { } position)
            book._position = position;
        var isSound = checkpoint.State switch
        {
            BookState.Live => checkpoint is { Position.Session: not null, Reason: null },
            BookState.Stale => checkpoint is { Reason: not null, YesBids.Count: 0, NoBids.Count: 0 },
            BookState.Empty => checkpoint is { Position: null, Reason: null, YesBids.Count: 0, NoBids.Count: 0 },
            _ => false,
        };
        if (!isSound)
            throw new FormatException($"book checkpoint: state {checkpoint.State} contradicts its position, reason or levels");
        if (Fill(book._yes, [.. checkpoint.YesBids]) is { } yesFault)
            throw new FormatException($"book checkpoint: yes bids: {yesFault}");
        if (Fill(book._no, [.. checkpoint.NoBids]) is { } noFault)
            throw new FormatException($"book checkpoint: no bids: {noFault}");
        return book;
    }

    /// <summary>Same state and the same levels, wherever in the feed each got them.</summary>
    public bool ContentEquals(OrderBook other) =>
        State == other.State && _yes.ContentEquals(other._yes) && _no.ContentEquals(other._no);

    /// <summary>64 bits of what <see cref="ContentEquals"/> compares, the same in every process and version of the runtime.</summary>
    public ulong ContentHash() => _no.HashInto(_yes.HashInto(ContentHashes.Mix(ContentHashes.Seed, (ulong)State)));

    internal BidLadder Bids(Side side) => side == Side.Yes ? _yes : _no;

    bool IsOutdated(in FeedPosition position) =>
        position.Sequence <= _position.Sequence && position.IsSameSubscription(_position);

    // What came after the gap counts as seen, so that a snapshot from before it cannot revive the book.
    BookOutcome RefuseWhileStale(in FeedPosition position)
    {
        if (position.IsSameSubscription(_position))
            _position = position;
        return BookOutcome.RefusedStale;
    }

    BookOutcome GoStale(StaleReason reason, string detail)
    {
        State = BookState.Stale;
        StaleReason = reason;
        StaleDetail = detail;
        _yes.Clear();
        _no.Clear();
        return BookOutcome.BecameStale;
    }

    static string? Fill(BidLadder ladder, ReadOnlySpan<BookLevel> levels)
    {
        foreach (var level in levels)
        {
            if (level.Size <= Quantity.Zero)
                return $"size {level.Size} at {level.Price}";
            if (!ladder.TryInsert(level))
                return $"price {level.Price} twice";
        }
        return null;
    }

    static string Name(in FeedPosition position) => $"session {position.Session}, subscription {position.SubscriptionId}";
}

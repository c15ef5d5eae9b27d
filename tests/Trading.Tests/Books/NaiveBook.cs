namespace Kalshi.Trading.Tests.Books;

/// <summary>The book as one would first write it: two dictionaries, everything sorted anew at every question.</summary>
sealed class NaiveBook
{
    readonly Dictionary<Side, Dictionary<long, long>> _sizes = new() { [Side.Yes] = [], [Side.No] = [] };
    (string Session, long Sequence)? _seen;

    internal BookState State { get; private set; } = BookState.Empty;

    internal BookOutcome Snapshot(IEnumerable<BookLevel> yesBids, IEnumerable<BookLevel> noBids, string session, long sequence)
    {
        if (IsSeen(session, sequence))
            return BookOutcome.Outdated;
        _seen = (session, sequence);
        _sizes[Side.Yes] = yesBids.ToDictionary(level => level.Price.Steps, level => level.Size.Steps);
        _sizes[Side.No] = noBids.ToDictionary(level => level.Price.Steps, level => level.Size.Steps);
        State = BookState.Live;
        return BookOutcome.Applied;
    }

    internal BookOutcome Delta(Side side, long price, long change, string session, long sequence, long previous)
    {
        if (State == BookState.Empty)
            return BookOutcome.RefusedEmpty;
        if (IsSeen(session, sequence))
            return BookOutcome.Outdated;
        var (lastSession, last) = _seen ?? ("none", 0);
        if (session == lastSession)
            _seen = (session, sequence);
        if (State == BookState.Stale)
            return BookOutcome.RefusedStale;

        var size = _sizes[side].GetValueOrDefault(price) + change;
        if (session != lastSession || previous != last || size < 0)
        {
            Stale();
            return BookOutcome.BecameStale;
        }
        _sizes[side][price] = size;
        if (size == 0)
            _sizes[side].Remove(price);
        return BookOutcome.Applied;
    }

    internal void Stale()
    {
        State = BookState.Stale;
        _sizes[Side.Yes].Clear();
        _sizes[Side.No].Clear();
    }

    internal BookLevel[] Bids(Side side) =>
        [.. _sizes[side].OrderBy(pair => pair.Key).Select(pair => new BookLevel(Price.FromSteps(pair.Key), Quantity.FromSteps(pair.Value)))];

    internal BookTop Top()
    {
        BookLevel? bid = Bids(Side.Yes) is [.., var best] ? best : null;
        BookLevel? ask = Bids(Side.No) is [.., var no] ? new BookLevel(no.Price.Complement, no.Size) : null;
        return new(bid, ask);
    }

    bool IsSeen(string session, long sequence) => _seen is { } seen && seen.Session == session && sequence <= seen.Sequence;
}

using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>The best prices that the feed showed lately, market by market, to hold against what the venue says over REST.</summary>
/// <remarks>Not thread-safe: the feed calls it under its lock. Bounded by what is watched and by <see cref="TopsMax"/>.</remarks>
sealed class BookTops
{
    /// <summary>Changes of the best prices kept for each market; a busier one is not judged.</summary>
    const int TopsMax = 64;

    readonly Dictionary<MarketTicker, History> _markets = [];

    internal int Count => _markets.Count;

    /// <returns>What is wrong with the book after this message, though its numbers are in order; null when nothing is.</returns>
    internal string? Observe(FeedMessage message)
    {
        switch (message)
        {
            case BookSnapshotFrame snapshot:
                if (!_markets.TryGetValue(snapshot.Ticker, out var history))
                    _markets.Add(snapshot.Ticker, history = new());
                return history.Apply(snapshot);
            case BookDeltaFrame delta:
                return _markets.TryGetValue(delta.Ticker, out var known) ? known.Apply(delta) : null;
            case ContinuityLost { Channel: KalshiChannel.OrderBook } lost:
                foreach (var ticker in lost.Tickers)
                    _markets.Remove(ticker);
                return null;
            default:
                return null;
        }
    }

    internal void Forget(Func<MarketTicker, bool> isWanted)
    {
        foreach (var ticker in _markets.Keys.Where(ticker => !isWanted(ticker)).ToList())
            _markets.Remove(ticker);
    }

    /// <summary>Whether the book showed these best prices at some time of a span.</summary>
    /// <returns>null when that cannot be told: the book was not whole all the time, or it changed too often.</returns>
    internal bool? Showed(MarketTicker ticker, Price? yesBid, Price? yesAsk, long fromMs, long toMs) =>
        _markets.TryGetValue(ticker, out var history) ? history.Showed((yesBid, yesAsk), fromMs, toMs) : null;

    sealed class History
    {
        readonly OrderBook _book = new();
        readonly Queue<(long SinceMs, (Price? Bid, Price? Ask) Top)> _tops = new();
        (Price? Bid, Price? Ask) _last;

        internal string? Apply(BookSnapshotFrame snapshot)
        {
            var outcome = _book.ApplySnapshot(Levels(snapshot.Yes), Levels(snapshot.No), new(snapshot.Session, snapshot.Sid, snapshot.Sequence));
            // What was shown before belongs to a book that had to be replaced.
            _tops.Clear();
            return Note(outcome, snapshot.ReceivedAtMs);
        }

        internal string? Apply(BookDeltaFrame delta) => Note(
            _book.ApplyDelta(delta.Side, delta.Price, delta.Change, new(delta.Session, delta.Sid, delta.Sequence), delta.PreviousSequence), delta.ReceivedAtMs);

        internal bool? Showed((Price? Bid, Price? Ask) top, long fromMs, long toMs)
        {
            if (_book.State != BookState.Live || _tops.Count == 0 || _tops.Peek().SinceMs > fromMs)
                return null;
            var shown = false;
            var before = _tops.Peek();
            foreach (var next in _tops)
            {
                // A top was shown from its own time until the next one's.
                shown |= before.Top == top && next.SinceMs >= fromMs && before.SinceMs <= toMs;
                before = next;
            }
            return shown || (before.Top == top && before.SinceMs <= toMs);
        }

        string? Note(BookOutcome outcome, long nowMs)
        {
            if (outcome == BookOutcome.BecameStale)
                return _book.StaleDetail;
            if (!_book.TryGetTop(out var top))
                return null;
            var prices = (top.Bid?.Price, top.Ask?.Price);
            if (_tops.Count > 0 && prices == _last)
                return null;
            _tops.Enqueue((nowMs, _last = prices));
            if (_tops.Count > TopsMax)
                _tops.Dequeue();
            return null;
        }

        static Trading.BookLevel[] Levels(IReadOnlyList<BookLevel> levels) => [.. levels.Select(level => new Trading.BookLevel(level.Price, level.Size))];
    }
}

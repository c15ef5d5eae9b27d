using Kalshi.Trading;

namespace Kalshi.Silo.Ingest;

/// <summary>Markets of which the bus did not take a change. Whoever reads the record has a stale book of them, which nothing but a
/// snapshot mends, and the venue, which has told everything, sends none by itself.</summary>
/// <param name="ask">Puts the gap on the record and asks the venue for a snapshot.</param>
sealed class MissedBooks(Action<MarketTicker> ask)
{
    readonly Lock _gate = new();
    readonly HashSet<MarketTicker> _missed = [];

    internal void Add(MarketTicker ticker)
    {
        lock (_gate)
            _missed.Add(ticker);
    }

    /// <summary>The bus takes events: each of the markets is asked for once. Before that, a snapshot would be lost as well.</summary>
    internal void BusTakes()
    {
        MarketTicker[] missed;
        lock (_gate)
        {
            if (_missed.Count == 0)
                return;
            missed = [.. _missed];
            _missed.Clear();
        }
        foreach (var ticker in missed)
            ask(ticker);
    }
}

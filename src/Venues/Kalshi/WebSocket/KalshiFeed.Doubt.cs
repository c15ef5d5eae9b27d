using Kalshi.Trading;

namespace Kalshi.Venues;

// Books that are wrong though their numbers are in order, found by the feed itself or by whoever compares them.
public sealed partial class KalshiFeed
{
    /// <summary>Markets whose books may be used, in the order of their tickers.</summary>
    internal IReadOnlyList<MarketTicker> ContinuousMarkets()
    {
        lock (_gate)
            return [.. (_session?.ContinuousMarkets ?? []).OrderBy(ticker => ticker.Value, StringComparer.Ordinal)];
    }

    /// <inheritdoc cref="BookTops.Showed"/>
    internal bool? Showed(MarketTicker ticker, Price? yesBid, Price? yesAsk, long fromMs, long toMs)
    {
        lock (_gate)
            return _tops.Showed(ticker, yesBid, yesAsk, fromMs, toMs);
    }

    /// <summary>Gives a book up: it is stale at once and asked for again; too often in a row, and the connection is given up.</summary>
    public void Distrust(MarketTicker ticker, string reason)
    {
        lock (_gate)
        {
            if (_session is not { Broken: null } session)
                return;
            session.Distrust(ticker, reason, NowMs);
            Flush(session);
        }
    }

    internal void Confirm(MarketTicker ticker)
    {
        lock (_gate)
            _session?.Confirm(ticker);
    }

    /// <summary>A book that contradicts itself: its owner would find it out as well, and nobody would ask for it again.</summary>
    void Doubt(FeedMessage message)
    {
        if (_tops.Observe(message) is not { } fault)
            return;
        var ticker = message switch
        {
            BookDeltaFrame delta => delta.Ticker,
            BookSnapshotFrame snapshot => snapshot.Ticker,
            _ => default,
        };
        _session?.Distrust(ticker, fault, NowMs);
    }
}

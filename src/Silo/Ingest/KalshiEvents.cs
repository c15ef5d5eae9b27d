using System.Text;
using Kalshi.Grains.Events;
using Kalshi.Venues;

namespace Kalshi.Silo.Ingest;

/// <summary>The venue's frames in the words of the record.</summary>
static class KalshiEvents
{
    /// <summary>The event a frame stands for; null for frames that carry none.</summary>
    internal static DomainEvent? From(FeedMessage message) => message switch
    {
        BookDeltaFrame f => new OrderBookDelta(
            f.Ticker, (f.TsMs ?? f.ReceivedAtMs) / 1000, f.Session, f.Sid, f.Sequence, f.PreviousSequence, f.Side, f.Price, f.Change, f.TsMs),
        BookSnapshotFrame f => new OrderBookSnapshot(
            f.Ticker, f.ReceivedAtMs / 1000, f.Session, f.Sid, f.Sequence, Levels(f.Yes), Levels(f.No)),
        TickerFrame f => new QuoteUpdate(
            f.Ticker, f.TsMs / 1000, f.YesBid, f.YesAsk, f.YesBidSize, f.YesAskSize, f.LastPrice, f.Volume, f.OpenInterest,
            SourceMessageId: null, f.TsMs),
        _ => null,
    };

    /// <summary>One gap event for each market whose book lost its continuity.</summary>
    internal static IEnumerable<FeedGap> Gaps(ContinuityLost lost) => lost.Tickers.Select(ticker => new FeedGap(
        ticker, lost.ReceivedAtMs / 1000, lost.Session, lost.Expected, lost.Received, lost.Reason));

    /// <summary>A frame that was read well but cannot be used, for the dead letters.</summary>
    internal static byte[] Describe(FeedMessage message) => Encoding.UTF8.GetBytes(message.ToString());

    static PriceLevel[] Levels(IReadOnlyList<BookLevel> levels) => [.. levels.Select(l => new PriceLevel(l.Price, l.Size))];
}

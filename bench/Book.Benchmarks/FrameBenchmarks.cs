using BenchmarkDotNet.Attributes;
using Kalshi.Trading;

namespace Kalshi.Book.Benchmarks;

/// <summary>From the bytes of an <c>orderbook_delta</c> frame to an applied delta; figures are for one.</summary>
public class FrameBenchmarks
{
    readonly Feed _feed = Feed.Load();
    readonly OrderBook _book = new();
    long _session;

    [Benchmark(OperationsPerInvoke = Feed.Deltas)]
    public long Read()
    {
        var sequences = 0L;
        foreach (var frame in _feed.Frames)
            sequences += DeltaFrame.TryRead(frame, out var read) ? read.Sequence : throw new InvalidOperationException("not read");
        return sequences;
    }

    [Benchmark(OperationsPerInvoke = Feed.Deltas)]
    public BookOutcome ReadAndApply()
    {
        var session = $"session {++_session}";
        var previous = _feed.FirstSequence - 1;
        _book.ApplySnapshot(_feed.YesBids, _feed.NoBids, new(session, 2, previous));
        var outcome = BookOutcome.Applied;
        foreach (var frame in _feed.Frames)
        {
            if (!DeltaFrame.TryRead(frame, out var read))
                throw new InvalidOperationException("not read");
            outcome |= _book.ApplyDelta(read.Delta.Side, read.Delta.Price, read.Delta.Change, new(session, read.SubscriptionId, read.Sequence), previous);
            previous = read.Sequence;
        }
        return outcome == BookOutcome.Applied ? outcome : throw new InvalidOperationException(_book.StaleDetail);
    }
}

using BenchmarkDotNet.Attributes;
using Kalshi.Trading;

namespace Kalshi.Book.Benchmarks;

/// <summary>Ten thousand deltas on a busy book; figures are for one.</summary>
public class BookBenchmarks
{
    readonly Feed _feed = Feed.Load();
    readonly OrderBook _book = new();
    readonly DenseBook _dense = new();
    long _session;

    [Benchmark(OperationsPerInvoke = Feed.Deltas)]
    public BookOutcome Delta()
    {
        var position = Restart();
        var outcome = BookOutcome.Applied;
        foreach (ref readonly var delta in _feed.Messages.AsSpan())
        {
            var previous = position.Sequence;
            position = position with { Sequence = previous + 1 };
            outcome |= _book.ApplyDelta(delta.Side, delta.Price, delta.Change, position, previous);
        }
        return outcome == BookOutcome.Applied ? outcome : throw new InvalidOperationException(_book.StaleDetail);
    }

    [Benchmark(OperationsPerInvoke = Feed.Deltas)]
    public long DeltaThenTop()
    {
        var position = Restart();
        var spreads = 0L;
        foreach (ref readonly var delta in _feed.Messages.AsSpan())
        {
            var previous = position.Sequence;
            position = position with { Sequence = previous + 1 };
            _book.ApplyDelta(delta.Side, delta.Price, delta.Change, position, previous);
            if (_book.TryGetTop(out var top) && top.Spread is { } spread)
                spreads += spread.Steps;
        }
        return spreads;
    }

    [Benchmark(OperationsPerInvoke = Feed.Deltas)]
    public long DeltaThenTopDense()
    {
        _dense.ApplySnapshot(_feed.YesBids, _feed.NoBids);
        var spreads = 0L;
        foreach (ref readonly var delta in _feed.Messages.AsSpan())
        {
            _dense.Apply(delta);
            spreads += _dense.Spread;
        }
        return spreads;
    }

    // A session of its own for every pass: within one, the book would call a second pass outdated.
    FeedPosition Restart()
    {
        var position = Feed.Start with { SubscriptionId = ++_session };
        _book.ApplySnapshot(_feed.YesBids, _feed.NoBids, position);
        return position;
    }
}

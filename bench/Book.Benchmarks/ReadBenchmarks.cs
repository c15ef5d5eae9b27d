using BenchmarkDotNet.Attributes;
using Kalshi.Trading;

namespace Kalshi.Book.Benchmarks;

/// <summary>Questions to a live book of about a hundred levels a side, and its snapshots.</summary>
public class ReadBenchmarks
{
    readonly Feed _feed = Feed.Load();
    readonly OrderBook _book = new();
    readonly BookLevel[] _levels = new BookLevel[10];
    FeedPosition _position = Feed.Start;

    [GlobalSetup]
    public void Fill() => Snapshot();

    [Benchmark]
    public BookTop Top() => _book.TryGetTop(out var top) ? top : throw new InvalidOperationException("stale");

    [Benchmark]
    public int TenAsks() => _book.TryGetLive(out var live) ? live.CopyAsks(Side.Yes, _levels) : throw new InvalidOperationException("stale");

    [Benchmark]
    public ulong Hash() => _book.ContentHash();

    [Benchmark]
    public BookOutcome Snapshot()
    {
        _position = _position with { Sequence = _position.Sequence + 1 };
        return _book.ApplySnapshot(_feed.YesBids, _feed.NoBids, _position);
    }

    [Benchmark]
    public BookCheckpoint Checkpoint() => _book.ToCheckpoint();

    [Benchmark]
    public OrderBook NewBookFromSnapshot()
    {
        var book = new OrderBook();
        book.ApplySnapshot(_feed.YesBids, _feed.NoBids, Feed.Start);
        return book;
    }
}

using Kalshi.Bus;

namespace Kalshi.Storage.Benchmarks;

/// <summary>A stream that is as fast as memory: what is measured is the database and the writer. Its first events come at
/// once, the others when they are released.</summary>
sealed class RecordedConsumer(ReceivedEvent[] events, int first) : IEventConsumer
{
    readonly TaskCompletionSource _firstAcknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _allAcknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _delivered;
    int _acknowledged;

    internal Task FirstAcknowledged => _firstAcknowledged.Task;

    internal Task AllAcknowledged => _allAcknowledged.Task;

    public string Stream => "MARKET_EVENTS";

    internal void Release() => _released.SetResult();

    public async ValueTask<IReadOnlyList<ReceivedEvent>> FetchAsync(int maxEvents, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        if (_delivered == first)
            await _released.Task.WaitAsync(cancellationToken);
        var end = _delivered < first ? first : events.Length;
        var next = new ArraySegment<ReceivedEvent>(events, _delivered, Math.Min(maxEvents, end - _delivered));
        if (next.Count == 0)
            await Task.Delay(maxWait, cancellationToken);
        _delivered += next.Count;
        return next;
    }

    public ValueTask AcknowledgeAsync(IReadOnlyList<ReceivedEvent> acknowledged, CancellationToken cancellationToken)
    {
        var settled = Interlocked.Add(ref _acknowledged, acknowledged.Count);
        if (settled == first)
            _firstAcknowledged.SetResult();
        if (settled == events.Length)
            _allAcknowledged.SetResult();
        return ValueTask.CompletedTask;
    }

    public ValueTask<long> LagAsync(CancellationToken cancellationToken) => ValueTask.FromResult<long>(events.Length - Volatile.Read(ref _acknowledged));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

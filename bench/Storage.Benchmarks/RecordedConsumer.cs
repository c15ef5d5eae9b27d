using Kalshi.Bus;

namespace Kalshi.Storage.Benchmarks;

/// <summary>A stream that is as fast as memory: what is measured is the database and the writer.</summary>
sealed class RecordedConsumer(ReceivedEvent[] events) : IEventConsumer
{
    readonly TaskCompletionSource _allAcknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _delivered;
    int _acknowledged;

    internal Task AllAcknowledged => _allAcknowledged.Task;

    public string Stream => "MARKET_EVENTS";

    public async ValueTask<IReadOnlyList<ReceivedEvent>> FetchAsync(int maxEvents, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        var next = new ArraySegment<ReceivedEvent>(events, _delivered, Math.Min(maxEvents, events.Length - _delivered));
        if (next.Count == 0)
            await Task.Delay(maxWait, cancellationToken);
        _delivered += next.Count;
        return next;
    }

    public ValueTask AcknowledgeAsync(IReadOnlyList<ReceivedEvent> acknowledged, CancellationToken cancellationToken)
    {
        if (Interlocked.Add(ref _acknowledged, acknowledged.Count) == events.Length)
            _allAcknowledged.SetResult();
        return ValueTask.CompletedTask;
    }

    public ValueTask<long> LagAsync(CancellationToken cancellationToken) => ValueTask.FromResult<long>(events.Length - Volatile.Read(ref _acknowledged));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

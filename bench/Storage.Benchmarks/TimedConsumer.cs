using Kalshi.Bus;

namespace Kalshi.Storage.Benchmarks;

/// <summary>A consumer of the bus that notes when each event was acknowledged, which is right after its commit.</summary>
/// <param name="committed">Timestamps by stream sequence, less one.</param>
sealed class TimedConsumer(IEventConsumer inner, TimeProvider time, long[] committed) : IEventConsumer
{
    readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _count;

    internal Task AllAcknowledged => _all.Task;

    public string Stream => inner.Stream;

    public ValueTask<IReadOnlyList<ReceivedEvent>> FetchAsync(int maxEvents, TimeSpan maxWait, CancellationToken cancellationToken) =>
        inner.FetchAsync(maxEvents, maxWait, cancellationToken);

    public async ValueTask AcknowledgeAsync(IReadOnlyList<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        foreach (var received in events)
        {
            // A redelivery was committed before.
            if (committed[received.Sequence - 1] != 0)
                continue;
            committed[received.Sequence - 1] = now;
            _count++;
        }
        await inner.AcknowledgeAsync(events, cancellationToken);
        if (_count == committed.Length)
            _all.TrySetResult();
    }

    public ValueTask<long> LagAsync(CancellationToken cancellationToken) => inner.LagAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

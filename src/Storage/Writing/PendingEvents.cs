using System.Threading.Channels;

namespace Kalshi.Storage;

/// <summary>What was fetched and is not written yet. Bounded: when it is full the fetching waits, and the lag grows on the
/// bus, where there is room.</summary>
sealed class PendingEvents(int fetches)
{
    readonly Channel<IReadOnlyList<EventRow>> _fetched = Channel.CreateBounded<IReadOnlyList<EventRow>>(
        new BoundedChannelOptions(fetches) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    readonly Queue<EventRow> _next = new();

    internal ValueTask AddAsync(IReadOnlyList<EventRow> rows, CancellationToken cancellationToken) =>
        _fetched.Writer.WriteAsync(rows, cancellationToken);

    /// <summary>The next batch: ends at <paramref name="most"/> rows, or when its first row has waited for
    /// <paramref name="window"/>; empty when nothing came within <paramref name="idle"/>.</summary>
    internal async Task<List<EventRow>> TakeAsync(
        int most, TimeSpan window, TimeSpan idle, TimeProvider time, CancellationToken cancellationToken)
    {
        List<EventRow> batch = [];
        if (_next.Count == 0 && !Refill() && !await WaitAsync(idle, time, cancellationToken))
            return batch;

        var first = time.GetTimestamp();
        while (true)
        {
            while (batch.Count < most && (_next.Count > 0 || Refill()))
                batch.Add(_next.Dequeue());
            var left = window - time.GetElapsedTime(first);
            if (batch.Count == most || left <= TimeSpan.Zero || !await WaitAsync(left, time, cancellationToken))
                return batch;
        }
    }

    bool Refill()
    {
        while (_next.Count == 0 && _fetched.Reader.TryRead(out var rows))
        {
            foreach (var row in rows)
                _next.Enqueue(row);
        }
        return _next.Count > 0;
    }

    /// <returns>False when nothing came in time; also when the caller stops, so that it can write what it has.</returns>
    async Task<bool> WaitAsync(TimeSpan most, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await _fetched.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

namespace Kalshi.VenueSimulator;

/// <summary>The readers of one venue's publications.</summary>
sealed class SinkList<TSink>(Func<TSink, CancellationToken, Task> waitForRoom)
    where TSink : class
{
    readonly Lock _gate = new();
    TSink[] _sinks = [];

    /// <summary>The readers now; never changed in place.</summary>
    internal IReadOnlyList<TSink> Current => Volatile.Read(ref _sinks);

    internal void Add(TSink sink)
    {
        lock (_gate)
            Volatile.Write(ref _sinks, [.. _sinks, sink]);
    }

    internal void Remove(TSink sink)
    {
        lock (_gate)
            Volatile.Write(ref _sinks, [.. _sinks.Where(s => !ReferenceEquals(s, sink))]);
    }

    internal async ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        foreach (var sink in Current)
            await waitForRoom(sink, cancellationToken);
    }
}

namespace Kalshi.Grains.Events;

/// <summary>What the bus still holds of one key's market events, for a grain that comes back from its checkpoint.</summary>
public interface IEventHistory
{
    /// <summary>The events about <paramref name="key"/> after <paramref name="afterSequence"/>, oldest first, up to what the
    /// stream holds at the time of the call.</summary>
    /// <param name="streamNamespace">One of <see cref="StreamNamespaces"/>.</param>
    IAsyncEnumerable<RecordedEvent> ReadAsync(string streamNamespace, string key, long afterSequence, CancellationToken cancellationToken = default);
}

/// <summary>An event and its place in its stream.</summary>
public readonly record struct RecordedEvent(EventEnvelope Envelope, long Sequence);

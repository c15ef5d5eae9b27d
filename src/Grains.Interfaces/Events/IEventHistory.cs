namespace Kalshi.Grains.Events;

/// <summary>What the bus still holds of one key's market events, for a grain that comes back from its checkpoint.</summary>
public interface IEventHistory
{
    /// <summary>The events about <paramref name="key"/> after <paramref name="afterSequence"/>, oldest first, up to where the
    /// stream is being delivered to the grains: what comes behind that is delivered. Of a stream that nobody delivers, all that it holds.</summary>
    /// <param name="streamNamespace">One of <see cref="StreamNamespaces"/>.</param>
    IAsyncEnumerable<RecordedEvent> ReadAsync(string streamNamespace, string key, long afterSequence, CancellationToken cancellationToken = default);

    /// <summary>What a stream of the bus is now.</summary>
    Task<StreamPlace> PlaceAsync(string stream, CancellationToken cancellationToken = default);
}

/// <param name="Created">When the bus made it; another one of the same name has another time.</param>
/// <param name="LastSequence">Sequence of the newest event that it ever held; 0 before any.</param>
public readonly record struct StreamPlace(DateTimeOffset Created, long LastSequence);

/// <summary>An event and its place in its stream.</summary>
public readonly record struct RecordedEvent(EventEnvelope Envelope, long Sequence);

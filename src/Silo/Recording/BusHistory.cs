using System.Runtime.CompilerServices;
using Kalshi.Bus;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Kalshi.Bus.Streams;
using Kalshi.Grains.Events;

namespace Kalshi.Silo.Recording;

/// <summary>The bus as the grains' history.</summary>
sealed class BusHistory(EventHistory history, JetStreamClient jetStream, JetStreamQueueOptions queue) : IEventHistory
{
    public async IAsyncEnumerable<RecordedEvent> ReadAsync(
        string streamNamespace, string key, long afterSequence, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Not to the stream's end: grains that wake behind a flood would each look through all of it for what they will be given.
        var delivered = (await jetStream.FindConsumerAsync(queue.Stream, queue.Consumer, cancellationToken))?.Delivered.StreamSeq;
        await foreach (var received in history.ReadAsync(StreamPast.SubjectsOf(streamNamespace, key), afterSequence + 1, delivered, cancellationToken))
            yield return new(received.Envelope, received.Sequence);
    }

    /// <exception cref="NatsException">The bus does not answer, or has no such stream.</exception>
    public async Task<StreamPlace> PlaceAsync(string stream, CancellationToken cancellationToken = default)
    {
        var there = await jetStream.FindStreamAsync(stream, cancellationToken) ?? throw new NatsException($"the bus has no stream {stream}");
        return new(there.Created, there.State.LastSeq);
    }
}

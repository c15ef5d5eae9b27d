using System.Runtime.CompilerServices;
using Kalshi.Bus;
using Kalshi.Bus.Streams;
using Kalshi.Grains.Events;

namespace Kalshi.Silo.Recording;

/// <summary>The bus as the grains' history.</summary>
sealed class BusHistory(EventHistory history) : IEventHistory
{
    public async IAsyncEnumerable<RecordedEvent> ReadAsync(
        string streamNamespace, string key, long afterSequence, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var received in history.ReadAsync(StreamPast.SubjectsOf(streamNamespace, key), afterSequence + 1, toSequence: null, cancellationToken))
            yield return new(received.Envelope, received.Sequence);
    }
}

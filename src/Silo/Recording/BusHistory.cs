using System.Runtime.CompilerServices;
using Kalshi.Bus;
using Kalshi.Grains;
using Kalshi.Grains.Events;

namespace Kalshi.Silo.Recording;

/// <summary>The bus as the grains' history.</summary>
sealed class BusHistory(EventHistory history) : IEventHistory
{
    public async IAsyncEnumerable<RecordedEvent> ReadAsync(
        string streamNamespace, string key, long afterSequence, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var subject = streamNamespace switch
        {
            StreamNamespaces.Spot => Subjects.Of(Subjects.SpotTicks, key),
            StreamNamespaces.Market => Subjects.Of("market.*", key),
            _ => throw new ArgumentException($"'{streamNamespace}' is no stream namespace", nameof(streamNamespace)),
        };
        await foreach (var received in history.ReadAsync(subject, afterSequence + 1, toSequence: null, cancellationToken))
            yield return new(received.Envelope, received.Sequence);
    }
}

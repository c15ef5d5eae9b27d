using System.Runtime.CompilerServices;
using Kalshi.Bus;
using Kalshi.Grains.Events;
using Kalshi.Simulation.Faults;

namespace Kalshi.Simulation.Bus;

/// <summary>The bus as one process reaches it: to record, and to read back.</summary>
sealed class LifeRecorder(SimulatedBus bus, Life life) : IEventRecorder, IEventHistory
{
    const string Source = "silo";

    public async Task RecordAsync(IReadOnlyList<DomainEvent> events, CancellationToken cancellationToken = default)
    {
        try
        {
            // One by one, so that a fault leaves the first part of a batch behind.
            foreach (var payload in events)
                await AppendAsync(EventFactory.Create(payload, Source));
        }
        catch (Exception e) when (e is SimulatedFaultException or EventRejectedException)
        {
            throw new EventNotRecordedException($"not recorded: {e.Message}", e);
        }
    }

    public string KeyOf(DomainEvent payload) => EventFactory.Create(payload, Source).IdempotencyKey;

    public async IAsyncEnumerable<RecordedEvent> ReadAsync(
        string streamNamespace, string key, long afterSequence, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await life.BeforeAsync(Part.Bus);
        foreach (var stored in bus.After(streamNamespace, key, afterSequence))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(stored.Envelope, stored.Sequence);
        }
    }

    public async Task<StreamPlace> PlaceAsync(string stream, CancellationToken cancellationToken = default)
    {
        await life.BeforeAsync(Part.Bus);
        return new(DateTimeOffset.UnixEpoch, bus.Market.Count);
    }

    /// <summary>Publishes what a feed said.</summary>
    /// <exception cref="SimulatedFaultException">The bus did not take it, or did and nobody knows.</exception>
    internal async Task AppendAsync(EventEnvelope envelope)
    {
        await life.BeforeAsync(Part.Bus);
        bus.Append(envelope, life.Now);
        await life.AfterAsync(envelope.EventType);
    }
}

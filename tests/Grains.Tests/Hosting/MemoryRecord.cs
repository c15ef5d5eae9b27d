using System.Runtime.CompilerServices;
using Kalshi.Bus;
using Kalshi.Grains.Events;

namespace Kalshi.Grains.Tests.Hosting;

/// <summary>The record in memory: what grains decide is appended, what they fold is read; it can be told to fail.</summary>
sealed class MemoryRecord : IEventRecorder, IEventHistory
{
    readonly Lock _gate = new();
    readonly List<EventEnvelope> _events = [];

    /// <summary>While set, nothing can be recorded.</summary>
    internal Exception? Outage { get; set; }

    /// <summary>When the stream was made.</summary>
    internal DateTimeOffset Created { get; private set; } = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Called after each append, e.g. to stop the world between two steps.</summary>
    internal Action<DomainEvent>? Recorded { get; set; }

    internal IReadOnlyList<DomainEvent> Events
    {
        get
        {
            lock (_gate)
                return [.. _events.Select(e => e.Payload)];
        }
    }

    internal IReadOnlyList<T> Of<T>()
        where T : DomainEvent => [.. Events.OfType<T>()];

    public Task RecordAsync(IReadOnlyList<DomainEvent> events, CancellationToken cancellationToken = default)
    {
        foreach (var payload in events)
        {
            if (Outage is { } outage)
                throw new EventNotRecordedException(outage.Message, outage);
            Append(payload);
            Recorded?.Invoke(payload);
        }
        return Task.CompletedTask;
    }

    public string KeyOf(DomainEvent payload) => EventFactory.Create(payload, "test").IdempotencyKey;

    public async IAsyncEnumerable<RecordedEvent> ReadAsync(
        string streamNamespace, string key, long afterSequence, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        EventEnvelope[] events;
        lock (_gate)
            events = [.. _events];
        for (var i = (int)afterSequence; i < events.Length; i++)
        {
            if (events[i].Payload.Key == key)
                yield return new(events[i], i + 1);
        }
    }

    public Task<StreamPlace> PlaceAsync(string stream, CancellationToken cancellationToken = default)
    {
        lock (_gate)
            return Task.FromResult(new StreamPlace(Created, _events.Count));
    }

    /// <summary>The store is gone: a new stream begins, which counts from 1 again.</summary>
    internal void Lose()
    {
        lock (_gate)
        {
            _events.Clear();
            Created += TimeSpan.FromDays(1);
        }
    }

    /// <summary>The store of an earlier moment is there again.</summary>
    internal void SetBack(int toSequence)
    {
        lock (_gate)
            _events.RemoveRange(toSequence, _events.Count - toSequence);
    }

    /// <summary>As the stream does: one event with one key is held once.</summary>
    internal void Append(DomainEvent payload)
    {
        var envelope = EventFactory.Create(payload, "test");
        lock (_gate)
        {
            if (_events.All(e => e.IdempotencyKey != envelope.IdempotencyKey))
                _events.Add(envelope);
        }
    }
}

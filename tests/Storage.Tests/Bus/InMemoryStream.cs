using Kalshi.Bus;
using Kalshi.Grains.Events;

namespace Kalshi.Storage.Tests;

/// <summary>A stream and its one durable consumer, with the bus's promises: in order, at least once, and what is not
/// acknowledged in time comes again to whoever fetches.</summary>
sealed class InMemoryStream(string name)
{
    // The bus's own: shorter, a busy machine would make redeliveries that no test asked for.
    static readonly TimeSpan AcknowledgeWithin = TimeSpan.FromSeconds(30);

    readonly Lock _gate = new();
    readonly List<ReceivedEvent> _messages = [];
    readonly Dictionary<long, DateTimeOffset> _unacknowledged = [];
    int _delivered;
    TaskCompletionSource _published = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal string Name => name;

    /// <summary>Greatest number of events that were delivered and not acknowledged at any one time.</summary>
    internal int MostUnacknowledged { get; private set; }

    /// <summary>While set, the bus does not answer.</summary>
    internal bool Down { get; set; }

    internal long Publish(EventEnvelope envelope) => Publish(envelope, Json.Envelope(envelope));

    internal long Publish(EventEnvelope envelope, ReadOnlyMemory<byte> body)
    {
        TaskCompletionSource published;
        lock (_gate)
        {
            var sequence = _messages.Count + 1;
            _messages.Add(new(envelope, $"{name}.{envelope.EventType}", sequence, TimeProvider.System.GetUtcNow(), 1, body, "ack"));
            (published, _published) = (_published, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        published.SetResult();
        lock (_gate)
            return _messages.Count;
    }

    /// <summary>A process's handle on the durable consumer.</summary>
    internal IEventConsumer Consumer() => new Handle(this);

    sealed class Handle(InMemoryStream stream) : IEventConsumer
    {
        public string Stream => stream.Name;

        public async ValueTask<IReadOnlyList<ReceivedEvent>> FetchAsync(int maxEvents, TimeSpan maxWait, CancellationToken cancellationToken)
        {
            using var timeout = new CancellationTokenSource(maxWait);
            while (true)
            {
                Task published;
                lock (stream._gate)
                {
                    stream.ThrowIfDown();
                    var events = stream.Next(maxEvents);
                    if (events.Count > 0 || timeout.IsCancellationRequested)
                        return events;
                    published = stream._published.Task;
                }
                await Task.WhenAny(published, Task.Delay(50, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        public ValueTask AcknowledgeAsync(IReadOnlyList<ReceivedEvent> events, CancellationToken cancellationToken)
        {
            lock (stream._gate)
            {
                stream.ThrowIfDown();
                foreach (var received in events)
                    stream._unacknowledged.Remove(received.Sequence);
            }
            return ValueTask.CompletedTask;
        }

        public ValueTask<long> LagAsync(CancellationToken cancellationToken)
        {
            lock (stream._gate)
            {
                stream.ThrowIfDown();
                return ValueTask.FromResult((long)(stream._messages.Count - stream._delivered + stream._unacknowledged.Count));
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    void ThrowIfDown()
    {
        if (Down)
            throw new IOException("the bus is away");
    }

    List<ReceivedEvent> Next(int most)
    {
        var now = TimeProvider.System.GetUtcNow();
        var next = _unacknowledged.Where(entry => now - entry.Value > AcknowledgeWithin)
            .Select(entry => entry.Key)
            .Order()
            .Take(most)
            .Select(sequence => _messages[(int)sequence - 1] with { Deliveries = 2 })
            .ToList();
        while (next.Count < most && _delivered < _messages.Count)
            next.Add(_messages[_delivered++]);
        foreach (var received in next)
            _unacknowledged[received.Sequence] = now;
        MostUnacknowledged = Math.Max(MostUnacknowledged, _unacknowledged.Count);
        return next;
    }
}

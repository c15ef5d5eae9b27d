using System.Diagnostics.Metrics;
using Kalshi.Bus.JetStream;

namespace Kalshi.Bus.Streams;

/// <summary>What was fetched for the grains and not acknowledged, in the order of the stream, with its metrics by key group: how
/// many events, and for how long the oldest has been on the bus.</summary>
sealed class InFlightEvents : IDisposable
{
    readonly Queue<Fetched> _events = [];
    readonly Lock _gate = new();
    readonly Meter _meter = new("Kalshi.Bus");
    readonly string _provider;
    readonly string _stream;

    internal InFlightEvents(string provider, string stream, TimeProvider time)
    {
        _provider = provider;
        _stream = stream;
        _meter.CreateObservableGauge("bus.grains.in_flight", () => Measure(group => (long)group.Count()), "events", "Events on their way through grains, by key group");
        _meter.CreateObservableGauge(
            "bus.grains.lag_time", () => Measure(group => Math.Max(0, (time.GetUtcNow() - group.Min(e => e.Stored)).TotalSeconds)), "s",
            "Age of the oldest event on its way through a grain, by key group");
    }

    /// <param name="group">Null for what no grain will see.</param>
    internal void Add(JetStreamMessage message, string? group)
    {
        lock (_gate)
        {
            _events.Enqueue(new(message.Delivery.StreamSequence, message.ReplySubject, message.Delivery.Stored, group) { IsDone = group is null });
        }
    }

    internal void Delivered(IEnumerable<EventBatch> batches)
    {
        var delivered = batches.Select(b => b.Sequence).ToHashSet();
        lock (_gate)
        {
            foreach (var fetched in _events)
                fetched.IsDone |= delivered.Contains(fetched.Sequence);
        }
    }

    /// <summary>Lets go of what is done at the front: the reply subject that acknowledges all of it; null when nothing is.</summary>
    internal string? TakeDone()
    {
        string? last = null;
        lock (_gate)
        {
            while (_events.TryPeek(out var first) && first.IsDone)
                last = _events.Dequeue().ReplySubject;
        }
        return last;
    }

    /// <summary>Nothing of it will be acknowledged.</summary>
    internal void Forget()
    {
        lock (_gate)
            _events.Clear();
    }

    public void Dispose() => _meter.Dispose();

    List<Measurement<T>> Measure<T>(Func<IEnumerable<Fetched>, T> measure)
        where T : struct
    {
        lock (_gate)
        {
            return [.. _events.Where(e => !e.IsDone).GroupBy(e => e.Group).Select(group => new Measurement<T>(
                measure(group),
                new KeyValuePair<string, object?>("provider", _provider),
                new KeyValuePair<string, object?>("stream", _stream),
                new KeyValuePair<string, object?>("group", group.Key)))];
        }
    }

    sealed record Fetched(long Sequence, string ReplySubject, DateTimeOffset Stored, string? Group)
    {
        internal bool IsDone { get; set; }
    }
}

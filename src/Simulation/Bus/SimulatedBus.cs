using Kalshi.Grains;
using Kalshi.Grains.Events;

namespace Kalshi.Simulation.Bus;

/// <summary>The streams of the bus, which outlive every process. As on JetStream, an event whose key came within the duplicate
/// window is held once; later it is held again.</summary>
sealed class SimulatedBus
{
    static readonly TimeSpan DuplicateWindow = TimeSpan.FromSeconds(120);

    readonly List<StoredEvent> _market = [];
    readonly List<StoredEvent> _decisions = [];
    readonly List<StoredEvent> _execution = [];
    readonly Dictionary<string, DateTimeOffset> _keys = [];
    readonly Dictionary<(string Namespace, string Key), List<StoredEvent>> _byKey = [];

    /// <summary>Market events, in order of their sequence.</summary>
    internal IReadOnlyList<StoredEvent> Market => _market;

    internal IReadOnlyList<StoredEvent> Decisions => _decisions;

    internal IReadOnlyList<StoredEvent> Execution => _execution;

    /// <summary>Events of all streams.</summary>
    internal long Count => _market.Count + _decisions.Count + _execution.Count;

    /// <summary>Up to where the grains have acknowledged the market stream.</summary>
    internal long Acknowledged { get; set; }

    /// <summary>Up to where the grains' consumer has been given the market stream.</summary>
    internal long Delivered { get; set; }

    /// <summary>Called with each event that a stream took.</summary>
    internal Action<StoredEvent>? Appended { get; set; }

    /// <summary>Called when the market stream grew, by the process that reads it.</summary>
    internal Action? Grew { get; set; }

    /// <returns>False for a duplicate.</returns>
    internal bool Append(EventEnvelope envelope, DateTimeOffset at)
    {
        if (_keys.TryGetValue(envelope.IdempotencyKey, out var before) && at - before < DuplicateWindow)
            return false;
        _keys[envelope.IdempotencyKey] = at;
        var stream = StreamOf(envelope.Payload);
        var stored = new StoredEvent(envelope, stream.Count + 1, at);
        stream.Add(stored);
        if (ReferenceEquals(stream, _market))
            Index(stored);
        Appended?.Invoke(stored);
        if (ReferenceEquals(stream, _market))
            Grew?.Invoke();
        return true;
    }

    /// <summary>The market events about a key after a sequence, as far as they were delivered.</summary>
    internal IEnumerable<StoredEvent> After(string streamNamespace, string key, long sequence)
    {
        if (!_byKey.TryGetValue((streamNamespace, key), out var events))
            yield break;
        var delivered = Delivered;
        for (var i = 0; i < events.Count && events[i].Sequence <= delivered; i++)
        {
            if (events[i].Sequence > sequence)
                yield return events[i];
        }
    }

    void Index(StoredEvent stored)
    {
        var key = (stored.Payload is SpotTick ? StreamNamespaces.Spot : StreamNamespaces.Market, stored.Payload.Key);
        if (!_byKey.TryGetValue(key, out var events))
            _byKey.Add(key, events = []);
        events.Add(stored);
    }

    List<StoredEvent> StreamOf(DomainEvent payload) => payload switch
    {
        SpotTick or QuoteUpdate or OrderBookSnapshot or OrderBookDelta or FeedGap or MarketLifecycle or ContractUpdate => _market,
        EdgeTick or EdgeSnapshot or DecisionTick or OpportunityDecision or TakeVerdict => _decisions,
        _ => _execution,
    };
}

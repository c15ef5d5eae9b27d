using System.Diagnostics.CodeAnalysis;
using Orleans.Streams;

namespace Kalshi.Bus.Streams;

sealed class DeliveryCaches(int size, Rewinds rewinds) : IQueueAdapterCache
{
    public IQueueCache CreateQueueCache(QueueId queueId) => new DeliveryCache(size, rewinds);
}

/// <summary>Events between the receiver and the grains, oldest first. A cursor holds the event that it stands on, and with it
/// all later ones; what no cursor holds is delivered.</summary>
/// <remarks>Used by one pulling agent, turn by turn, and therefore without locks. A token from before the cache is a
/// <see cref="Rewind"/>: the cursor gets the stream's past first, and then goes on in the cache without a hole.</remarks>
sealed class DeliveryCache(int size, Rewinds rewinds) : IQueueCache
{
    const int BatchesACache = 8;

    readonly LinkedList<CachedEvent> _events = [];
    readonly List<DeliveryCursor> _unplaced = [];
    readonly List<DeliveryCursor> _rewinding = [];
    long? _newest;

    internal int Count => _events.Count;

    /// <summary>Always positive: an agent told zero would not even look for what was delivered.</summary>
    public int GetMaxAddCount() => Math.Max(1, size / BatchesACache);

    /// <summary>Not while a rewind wants reading: a rewinding cursor may be the one that holds the cache full.</summary>
    public bool IsUnderPressure()
    {
        rewinds.IsLiveFull = _events.Count + GetMaxAddCount() > size;
        return rewinds.IsLiveFull && !rewinds.AreHungry;
    }

    public void AddToCache(IList<IBatchContainer> messages)
    {
        foreach (var message in messages)
        {
            if (message is RewoundEvent past)
                past.Rewind.Take(past);
            else
                Append(message);
        }
    }

    public bool TryPurgeFromCache([MaybeNullWhen(false)] out IList<IBatchContainer> purgedItems)
    {
        var purged = new List<IBatchContainer>();
        while (_events.First is { Value.Holders: 0 } oldest)
        {
            purged.Add(oldest.Value.Batch);
            _events.RemoveFirst();
        }
        purgedItems = purged;
        return purged.Count > 0;
    }

    /// <param name="token">Null: from the newest event on.</param>
    public IQueueCacheCursor GetCacheCursor(StreamId streamId, StreamSequenceToken? token)
    {
        // Before the first event nobody knows what is past: the consumer begins behind what was acknowledged.
        if (token is null || (_events.First?.Value.Batch.SequenceToken.SequenceNumber ?? _newest + 1) is not { } oldest || token.SequenceNumber >= oldest)
            return new DeliveryCursor(this, streamId, token, null);
        // A subscriber that was given this very event and says that it has had it gets a cursor to go on behind it: from the event
        // itself it would be given it again, and say so again, for ever.
        var from = _rewinding.Exists(c => c.IsOn(streamId, token.SequenceNumber)) ? token.SequenceNumber + 1 : token.SequenceNumber;
        var rewind = new Rewind(streamId, from, oldest);
        rewinds.Add(rewind);
        var cursor = new DeliveryCursor(this, streamId, token, rewind);
        _rewinding.Add(cursor);
        if (_events.First is null)
            _unplaced.Add(cursor);
        return cursor;
    }

    internal LinkedListNode<CachedEvent>? Find(StreamSequenceToken? token)
    {
        if (token is null)
            return _events.Last;
        var node = _events.First;
        while (node is not null && node.Value.Batch.SequenceToken.Older(token))
            node = node.Next;
        return node;
    }

    /// <summary>It has arrived in the cache, or nobody wants it any more.</summary>
    internal void EndRewind(DeliveryCursor cursor) => _rewinding.Remove(cursor);

    void Append(IBatchContainer message)
    {
        var added = _events.AddLast(new CachedEvent(message));
        _newest = message.SequenceToken.SequenceNumber;
        // They hold what comes from now on, while they are still on their way to it.
        foreach (var cursor in _unplaced)
            cursor.HoldFrom(added);
        _unplaced.Clear();
    }
}

sealed class CachedEvent(IBatchContainer batch)
{
    internal IBatchContainer Batch { get; } = batch;

    /// <summary>Cursors that stand on this event.</summary>
    internal int Holders { get; set; }
}

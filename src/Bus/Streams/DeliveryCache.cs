using System.Diagnostics.CodeAnalysis;
using Orleans.Streams;

namespace Kalshi.Bus.Streams;

sealed class DeliveryCaches(int size) : IQueueAdapterCache
{
    public IQueueCache CreateQueueCache(QueueId queueId) => new DeliveryCache(size);
}

/// <summary>Events between the receiver and the grains, oldest first. A cursor holds the event that it stands on, and with it
/// all later ones; what no cursor holds is delivered.</summary>
/// <remarks>Used by one pulling agent, turn by turn, and therefore without locks. A token from before the cache means its
/// oldest event: what is older has been delivered, and a grain that missed it reads <see cref="EventHistory"/>.</remarks>
sealed class DeliveryCache(int size) : IQueueCache
{
    const int BatchesACache = 8;

    readonly LinkedList<CachedEvent> _events = [];

    internal int Count => _events.Count;

    /// <summary>Always positive: an agent told zero would not even look for what was delivered.</summary>
    public int GetMaxAddCount() => Math.Max(1, size / BatchesACache);

    public bool IsUnderPressure() => _events.Count + GetMaxAddCount() > size;

    public void AddToCache(IList<IBatchContainer> messages)
    {
        foreach (var message in messages)
            _events.AddLast(new CachedEvent(message));
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
    public IQueueCacheCursor GetCacheCursor(StreamId streamId, StreamSequenceToken? token) => new DeliveryCursor(this, streamId, token);

    internal LinkedListNode<CachedEvent>? Find(StreamSequenceToken? token)
    {
        if (token is null)
            return _events.Last;
        var node = _events.First;
        while (node is not null && node.Value.Batch.SequenceToken.Older(token))
            node = node.Next;
        return node;
    }
}

sealed class CachedEvent(IBatchContainer batch)
{
    internal IBatchContainer Batch { get; } = batch;

    /// <summary>Cursors that stand on this event.</summary>
    internal int Holders { get; set; }
}

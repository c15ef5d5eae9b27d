using Orleans.Streams;

namespace Kalshi.Bus.Streams;

/// <summary>One subscriber's place in the cache. At the end it holds nothing, until <see cref="Refresh"/> says that there is more.</summary>
sealed class DeliveryCursor : IQueueCacheCursor
{
    readonly DeliveryCache _cache;
    readonly StreamId _stream;
    LinkedListNode<CachedEvent>? _place;
    IBatchContainer? _current;
    readonly StreamSequenceToken? _awaited;

    internal DeliveryCursor(DeliveryCache cache, StreamId stream, StreamSequenceToken? token)
    {
        _cache = cache;
        _stream = stream;
        _awaited = token;
        Stand(cache.Find(token));
    }

    public IBatchContainer? GetCurrent(out Exception? exception)
    {
        exception = null;
        return _current;
    }

    public bool MoveNext()
    {
        // A new place has not been looked at yet; an old one has been delivered.
        var next = _current is null ? _place : _place?.Next;
        while (next is not null && next.Value.Batch.StreamId != _stream)
            next = next.Next;
        Stand(next);
        _current = next?.Value.Batch;
        return _current is not null;
    }

    public void Refresh(StreamSequenceToken token)
    {
        if (_place is not null)
            return;
        // A subscriber that asked for a later event than there was still waits for that one.
        Stand(_cache.Find(_awaited is { } awaited && awaited.Newer(token) ? awaited : token));
    }

    /// <summary>Nothing to note: the failure handler has the event by its sequence.</summary>
    public void RecordDeliveryFailure()
    {
    }

    public void Dispose()
    {
        Stand(null);
        _current = null;
    }

    void Stand(LinkedListNode<CachedEvent>? node)
    {
        if (node is not null)
            node.Value.Holders++;
        if (_place is not null)
            _place.Value.Holders--;
        _place = node;
    }
}

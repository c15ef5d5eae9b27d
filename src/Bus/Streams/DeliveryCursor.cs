using Orleans.Streams;

namespace Kalshi.Bus.Streams;

/// <summary>One subscriber's place: in the past while it is being rewound, then in the cache. At the end it holds nothing, until
/// <see cref="Refresh"/> says that there is more.</summary>
sealed class DeliveryCursor : IQueueCacheCursor
{
    readonly DeliveryCache _cache;
    readonly StreamId _stream;
    readonly StreamSequenceToken? _awaited;
    Rewind? _rewind;
    LinkedListNode<CachedEvent>? _place;
    IBatchContainer? _current;
    long _passed = -1;
    bool _isDisposed;

    /// <param name="rewind">What lies before the cache; null when nothing does.</param>
    internal DeliveryCursor(DeliveryCache cache, StreamId stream, StreamSequenceToken? token, Rewind? rewind)
    {
        _cache = cache;
        _stream = stream;
        _awaited = token;
        _rewind = rewind;
        Stand(cache.Find(token));
    }

    public IBatchContainer? GetCurrent(out Exception? exception)
    {
        exception = null;
        return _current;
    }

    public bool MoveNext()
    {
        if (_rewind is not null)
        {
            if (_rewind.TryTake(out _current))
            {
                _passed = _current!.SequenceToken.SequenceNumber;
                return true;
            }
            _current = null;
            if (!_rewind.IsComplete)
                return false;
            _rewind = null;
            _cache.EndRewind(this);
        }
        // A new place has not been looked at yet; an old one has been delivered.
        var next = _current is null ? _place : _place?.Next;
        // What another subscriber's rewind keeps in the cache this one may have had.
        while (next is not null && (next.Value.Batch.StreamId != _stream || next.Value.Batch.SequenceToken.SequenceNumber <= _passed))
            next = next.Next;
        Stand(next);
        _current = next?.Value.Batch;
        _passed = _current?.SequenceToken.SequenceNumber ?? _passed;
        return _current is not null;
    }

    public void Refresh(StreamSequenceToken token)
    {
        if (_place is not null || _rewind is not null)
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
        _isDisposed = true;
        _rewind?.Abandon();
        _cache.EndRewind(this);
        Stand(null);
        _current = null;
    }

    /// <summary>Whether it has just given its subscriber this event of the past.</summary>
    internal bool IsOn(StreamId stream, long sequence) => _rewind is not null && _stream == stream && _current?.SequenceToken.SequenceNumber == sequence;

    /// <summary>The first event that the cache got while this cursor was on its way there.</summary>
    internal void HoldFrom(LinkedListNode<CachedEvent> node)
    {
        if (_place is null && !_isDisposed)
            Stand(node);
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

namespace Kalshi.VenueSimulator;

readonly record struct OutboundFrame(ReadOnlyMemory<byte> Bytes, FrameLabel Label);

/// <summary>Frames that wait for a slow socket: bounded, with room kept free for replies.</summary>
/// <remarks>Data beyond the capacity is refused, and the caller decides what that means. Replies to commands have room of
/// their own; a client that fills that too asks without reading and is refused as well.</remarks>
sealed class SendQueue(int capacity)
{
    const int ReplyRoom = 4_096;

    readonly Lock _gate = new();
    readonly Queue<OutboundFrame> _frames = new();
    TaskCompletionSource? _frameCame;
    TaskCompletionSource? _roomCame;
    bool _closed;

    internal bool TryEnqueueData(OutboundFrame frame) => TryEnqueue(frame, capacity);

    internal bool TryEnqueueReply(OutboundFrame frame) => TryEnqueue(frame, capacity + ReplyRoom);

    /// <summary>Completes when at most half of the capacity is taken, or when nobody reads any more.</summary>
    internal Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_closed || _frames.Count <= capacity / 2)
                return Task.CompletedTask;
            _roomCame ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _roomCame.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The next frame, or null when the queue is closed.</summary>
    internal async ValueTask<OutboundFrame?> DequeueAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task waiting;
            lock (_gate)
            {
                if (_frames.TryDequeue(out var frame))
                {
                    if (_frames.Count <= capacity / 2)
                        Release(ref _roomCame);
                    return frame;
                }
                if (_closed)
                    return null;
                _frameCame ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting = _frameCame.Task;
            }
            await waiting.WaitAsync(cancellationToken);
        }
    }

    /// <summary>No more frames are taken; those in the queue can still be read.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Release(ref _frameCame);
            Release(ref _roomCame);
        }
    }

    bool TryEnqueue(OutboundFrame frame, int limit)
    {
        lock (_gate)
        {
            if (_closed || _frames.Count >= limit)
                return false;
            _frames.Enqueue(frame);
            Release(ref _frameCame);
            return true;
        }
    }

    static void Release(ref TaskCompletionSource? waiting)
    {
        waiting?.TrySetResult();
        waiting = null;
    }
}

using System.Buffers;

namespace Kalshi.Bus.Nats;

/// <summary>What waits to be written to one connection: filled by many callers, emptied by one.</summary>
/// <remarks>Two buffers take turns: while one is on its way to the socket, callers fill the other, so that the number of
/// system calls falls as the load rises. Full means that callers wait; nothing is dropped.</remarks>
sealed class OutgoingBuffer(int capacity) : IDisposable
{
    const int InitialBytes = 1 << 16;

    readonly Lock _gate = new();
    readonly SemaphoreSlim _filled = new(0, 1);
    ArrayBufferWriter<byte> _filling = new(InitialBytes);
    ArrayBufferWriter<byte> _flushing = new(InitialBytes);
    TaskCompletionSource? _room;
    bool _closed;

    internal delegate void Writer<T>(IBufferWriter<byte> into, T state);

    /// <summary>False when there is no room, or never will be.</summary>
    internal bool TryPublish(string subject, ReadOnlySpan<byte> replyTo, ReadOnlySpan<byte> headers, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            if (_closed || _filling.WrittenCount >= capacity)
                return false;
            var wasEmpty = _filling.WrittenCount == 0;
            Commands.Publish(_filling, subject, replyTo, headers, payload);
            if (wasEmpty)
                _filled.Release();
            return true;
        }
    }

    /// <summary>Small operations (SUB, PING) pass even when the buffer is full: the connection's life depends on them.</summary>
    internal bool TryControl<T>(Writer<T> write, T state)
    {
        lock (_gate)
        {
            if (_closed)
                return false;
            var wasEmpty = _filling.WrittenCount == 0;
            write(_filling, state);
            if (wasEmpty && _filling.WrittenCount > 0)
                _filled.Release();
            return true;
        }
    }

    /// <summary>Ends when there may be room, or never will be.</summary>
    internal Task RoomAsync()
    {
        lock (_gate)
        {
            if (_closed || _filling.WrittenCount < capacity)
                return Task.CompletedTask;
            _room ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    /// <summary>All bytes that wait; valid until the next call.</summary>
    internal async ValueTask<ReadOnlyMemory<byte>> TakeAsync(CancellationToken cancellationToken)
    {
        await _filled.WaitAsync(cancellationToken);
        lock (_gate)
        {
            (_filling, _flushing) = (_flushing, _filling);
            _filling.ResetWrittenCount();
            ReleaseRoom();
            return _flushing.WrittenMemory;
        }
    }

    internal void Close()
    {
        lock (_gate)
        {
            _closed = true;
            ReleaseRoom();
        }
    }

    public void Dispose() => _filled.Dispose();

    void ReleaseRoom()
    {
        _room?.SetResult();
        _room = null;
    }
}

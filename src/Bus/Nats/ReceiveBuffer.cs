namespace Kalshi.Bus.Nats;

/// <summary>Received bytes in one piece, so that every frame is a span: it grows to the largest message and no further.</summary>
sealed class ReceiveBuffer(Stream stream)
{
    const int InitialBytes = 1 << 16;

    byte[] _bytes = new byte[InitialBytes];
    int _start;
    int _end;

    internal ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    internal void Consume(int bytes) => _start += bytes;

    /// <summary>Reads more; false at the end of the stream.</summary>
    internal async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            Unread.CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _bytes.Length)
            Array.Resize(ref _bytes, _bytes.Length * 2);
        var read = await stream.ReadAsync(_bytes.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }
}

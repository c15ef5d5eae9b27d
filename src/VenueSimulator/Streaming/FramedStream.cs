namespace Kalshi.VenueSimulator;

/// <summary>The byte stream under a server-side WebSocket, which can put control frames of our own between its frames.</summary>
/// <remarks>The framework's server cannot choose the body of its pings, and the venue's say "heartbeat". It writes every
/// frame with one call, so a frame between two writes is a frame between two frames.</remarks>
/// <param name="weather">What the bytes go through.</param>
sealed class FramedStream(Stream inner, NetworkWeather weather) : Stream
{
    const byte FinalPing = 0x89;

    readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>Sends a ping with this body, at most 125 bytes (RFC 6455, section 5.5).</summary>
    internal async Task PingAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(body.Length, 125);
        byte[] frame = [FinalPing, (byte)body.Length, .. body.Span];
        await WriteAsync(frame, cancellationToken);
        await FlushAsync(cancellationToken);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await weather.WriteAsync(inner, buffer, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        await weather.WaitOutSilenceAsync(cancellationToken);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override bool CanRead => inner.CanRead;
    public override bool CanWrite => inner.CanWrite;
    public override bool CanSeek => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() => inner.Flush();
    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);
    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _writing.Dispose();
            inner.Dispose();
        }
        base.Dispose(disposing);
    }
}

using System.Net.WebSockets;

namespace Kalshi.Venues;

/// <summary>One WebSocket connection that yields whole messages. Pings are answered by the framework while a receive is under
/// way, and one always is: whoever reads must not wait for a consumer.</summary>
sealed class VenueConnection : IDisposable
{
    const int BufferFirst = 64 * 1024;

    readonly ClientWebSocket _socket;
    readonly int _frameMaxBytes;
    byte[] _buffer = new byte[BufferFirst];

    VenueConnection(ClientWebSocket socket, int frameMaxBytes) => (_socket, _frameMaxBytes) = (socket, frameMaxBytes);

    /// <exception cref="VenueConnectionException">No connection, or the venue refused the handshake.</exception>
    internal static async Task<VenueConnection> OpenAsync(
        Uri address, IReadOnlyList<KeyValuePair<string, string>> headers, int frameMaxBytes, TimeSpan timeout, TimeProvider clock, CancellationToken cancel)
    {
        var socket = new ClientWebSocket();
        // Our own probes look after the connection, by the injected clock.
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        socket.Options.CollectHttpResponseDetails = true;
        foreach (var (name, value) in headers)
            socket.Options.SetRequestHeader(name, value);
        using var limit = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            await socket.ConnectAsync(address, either.Token);
            return new(socket, frameMaxBytes);
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException or OperationCanceledException or InvalidOperationException)
        {
            var status = (int)socket.HttpStatusCode;
            socket.Dispose();
            cancel.ThrowIfCancellationRequested();
            throw new VenueConnectionException(status switch
            {
                401 or 403 => $"the venue refused the handshake with HTTP {status}: key, clock, path or environment; the credentials' self-test tells which",
                >= 300 => $"the venue refused the handshake with HTTP {status}",
                _ => limit.IsCancellationRequested ? $"no connection within {timeout.TotalSeconds} s" : $"no connection: {e.Message}",
            });
        }
    }

    /// <returns>One whole message, valid until the next call; null when the peer closed, with the reason in <see cref="ClosedBecause"/>.</returns>
    /// <exception cref="VenueConnectionException">The connection broke, or a message is too long.</exception>
    internal async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancel)
    {
        var length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part;
            try
            {
                part = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancel);
            }
            catch (Exception e) when (e is WebSocketException or InvalidOperationException)
            {
                throw new VenueConnectionException($"connection broken: {e.Message}");
            }
            if (part.MessageType == WebSocketMessageType.Close)
            {
                ClosedBecause = $"closed by the venue: {(int?)_socket.CloseStatus} {_socket.CloseStatusDescription}".TrimEnd();
                return null;
            }
            length += part.Count;
            if (part.EndOfMessage)
                return _buffer.AsMemory(0, length);
            if (length == _buffer.Length)
                Grow();
        }
    }

    internal string ClosedBecause { get; private set; } = "";

    /// <exception cref="VenueConnectionException">The connection broke.</exception>
    internal async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException)
        {
            throw new VenueConnectionException($"connection broken while sending: {e.Message}");
        }
    }

    /// <summary>Says good-bye if the peer takes it within <paramref name="timeout"/>.</summary>
    internal async Task CloseAsync(TimeSpan timeout, TimeProvider clock)
    {
        using var limit = new CancellationTokenSource(timeout, clock);
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", limit.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            _socket.Abort();
        }
    }

    public void Dispose() => _socket.Dispose();

    void Grow()
    {
        if (_buffer.Length >= _frameMaxBytes)
            throw new VenueConnectionException($"a message is longer than {_frameMaxBytes} bytes");
        Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, _frameMaxBytes));
    }
}

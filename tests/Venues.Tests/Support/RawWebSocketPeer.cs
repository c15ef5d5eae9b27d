using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Kalshi.Venues.Tests;

/// <summary>A WebSocket server down to the bytes of RFC 6455, for frames that no framework lets one send or see.</summary>
sealed class RawWebSocketPeer : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    NetworkStream? _stream;

    internal RawWebSocketPeer() => _listener.Start();

    internal Uri Address => new($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/trade-api/ws/v2");

    /// <summary>Accepts one client and answers its handshake.</summary>
    internal async Task AcceptAsync()
    {
        using var limit = new CancellationTokenSource(ScriptedVenue.Patience);
        var client = await _listener.AcceptTcpClientAsync(limit.Token);
        _stream = client.GetStream();
        var request = new StringBuilder();
        var one = new byte[1];
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await _stream.ReadExactlyAsync(one, limit.Token);
            request.Append((char)one[0]);
        }
        var key = request.ToString().Split("\r\n").Single(line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase)).Split(':')[1].Trim();
#pragma warning disable CA5350 // The RFC demands SHA-1.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        await _stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"), limit.Token);
    }

    internal Task SendAsync(byte opcode, string body) =>
        _stream!.WriteAsync((byte[])[(byte)(0x80 | opcode), (byte)body.Length, .. Encoding.ASCII.GetBytes(body)]).AsTask();

    /// <summary>The client's next frame of fewer than 126 bytes, unmasked.</summary>
    internal async Task<(byte Opcode, string Body)> ReceiveAsync()
    {
        using var limit = new CancellationTokenSource(ScriptedVenue.Patience);
        var head = new byte[6];
        await _stream!.ReadExactlyAsync(head.AsMemory(0, 2), limit.Token);
        var length = head[1] & 0x7F;
        if (length == 126)
        {
            await _stream.ReadExactlyAsync(head.AsMemory(2, 2), limit.Token);
            length = (head[2] << 8) | head[3];
        }
        await _stream.ReadExactlyAsync(head.AsMemory(2, 4), limit.Token);
        var body = new byte[length];
        await _stream.ReadExactlyAsync(body, limit.Token);
        for (var i = 0; i < body.Length; i++)
            body[i] ^= head[2 + i % 4];
        return ((byte)(head[0] & 0x0F), Encoding.ASCII.GetString(body));
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _listener.Dispose();
    }
}

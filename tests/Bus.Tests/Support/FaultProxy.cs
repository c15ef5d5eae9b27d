using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Kalshi.Bus.Tests;

/// <summary>Sits between client and real server and breaks the connection in the ways networks do.</summary>
sealed class FaultProxy : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly int _serverPort;
    readonly CancellationTokenSource _closing = new();
    readonly ConcurrentDictionary<Socket, byte> _sockets = new();
    readonly Task _accepting;
    volatile TaskCompletionSource _toClient = Open();
    volatile bool _dropToClient;
    int _accepted;

    internal FaultProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal string Url => $"nats://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    internal int Accepted => _accepted;

    /// <summary>What the server sends waits here: the connection is open and silent.</summary>
    internal void HoldToClient() => _toClient = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal void Release() => _toClient.TrySetResult();

    /// <summary>What the server sends is thrown away from now until the connection is cut.</summary>
    internal void DropToClient() => _dropToClient = true;

    /// <summary>Ends all connections; new ones are served.</summary>
    internal void Cut()
    {
        foreach (var socket in _sockets.Keys)
            socket.Close(timeout: 0);
        _dropToClient = false;
        Release();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _closing.Dispose();
    }

    static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_closing.Token);
                Interlocked.Increment(ref _accepted);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Closed.
        }
    }

    async Task ServeAsync(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _serverPort, _closing.Token);
                _sockets[client] = _sockets[server] = 0;
                await Task.WhenAny(CopyAsync(client, server, toClient: false), CopyAsync(server, client, toClient: true));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The server is down: the client sees its connection end.
            }
            finally
            {
                _sockets.TryRemove(client, out _);
                _sockets.TryRemove(server, out _);
            }
        }
    }

    async Task CopyAsync(Socket from, Socket to, bool toClient)
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (await from.ReceiveAsync(buffer, _closing.Token) is > 0 and var read)
            {
                if (toClient)
                    await _toClient.Task;
                if (!(toClient && _dropToClient))
                    await SendAllAsync(to, buffer.AsMemory(0, read));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Either end is gone.
        }
    }

    async Task SendAllAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await to.SendAsync(bytes, _closing.Token)..];
    }
}

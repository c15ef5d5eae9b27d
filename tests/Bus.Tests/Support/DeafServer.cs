using System.Net;
using System.Net.Sockets;

namespace Kalshi.Bus.Tests;

/// <summary>Greets like a NATS server and then reads nothing until told to.</summary>
sealed class DeafServer : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly TaskCompletionSource _listen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationTokenSource _closing = new();
    readonly Task _serving;

    internal DeafServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    internal string Url => $"nats://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    internal void Listen() => _listen.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _serving;
        _closing.Dispose();
    }

    async Task ServeAsync()
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync(_closing.Token);
            var stream = client.GetStream();
            await stream.WriteAsync("INFO {\"server_id\":\"DEAF\",\"version\":\"0\",\"client_id\":1,\"max_payload\":1048576,\"headers\":true}\r\n"u8.ToArray(), _closing.Token);
            var buffer = new byte[1 << 16];
            while (!buffer.AsSpan(0, await stream.ReadAsync(buffer, _closing.Token)).EndsWith("PING\r\n"u8))
            {
            }
            await stream.WriteAsync("PONG\r\n"u8.ToArray(), _closing.Token);
            await _listen.Task.WaitAsync(_closing.Token);
            while (await stream.ReadAsync(buffer, _closing.Token) > 0)
            {
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
        {
            // Closed.
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Kalshi.System.Tests.Faults;

/// <summary>A TCP line to a server on the loopback that can be cut, fall silent or grow slow.</summary>
sealed class FaultLine : IAsyncDisposable
{
    const int Backlog = 64;
    const int PieceBytes = 16 * 1024;
    const int SlowPieceBytes = 1400;

    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly ConcurrentDictionary<Connection, Task> _connections = new();
    readonly CancellationTokenSource _closing = new();
    readonly int _target;
    readonly Task _accepting;
    volatile LineFault? _fault;

    FaultLine(int target)
    {
        _target = target;
        _listener.Start(Backlog);
        _accepting = AcceptAsync();
    }

    /// <summary>Where to connect instead of the server's port.</summary>
    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <param name="target">The server's port.</param>
    internal static FaultLine To(int target) => new(target);

    /// <summary><paramref name="address"/> over this line.</summary>
    internal Uri Through(Uri address) => new UriBuilder(address) { Port = Port }.Uri;

    internal void Strike(LineFault fault)
    {
        _fault = fault;
        foreach (var connection in _connections.Keys)
            Suffer(connection, fault);
    }

    /// <summary>New connections are whole again; those that were cut or silent are not.</summary>
    internal void Mend() => _fault = null;

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting;
        foreach (var connection in _connections.Keys)
            connection.Reset();
        await Task.WhenAll(_connections.Values);
        _closing.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = new Connection(await _listener.AcceptSocketAsync(_closing.Token));
                if (_fault is { } fault)
                    Suffer(connection, fault);
                var running = new TaskCompletionSource();
                _connections[connection] = running.Task;
                _ = RunAsync(connection, running);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The drill is over.
        }
    }

    async Task RunAsync(Connection connection, TaskCompletionSource running)
    {
        try
        {
            await connection.Server.ConnectAsync(IPAddress.Loopback, _target, _closing.Token);
            await Task.WhenAll(
                PumpAsync(connection, connection.Client, connection.Server),
                PumpAsync(connection, connection.Server, connection.Client));
        }
        catch (SocketException)
        {
            // Nobody listens.
        }
        catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException)
        {
            // Cut before it stood.
        }
        connection.Reset();
        _connections.TryRemove(connection, out _);
        running.SetResult();
    }

    async Task PumpAsync(Connection connection, Socket from, Socket to)
    {
        try
        {
            await PassOnAsync(connection, from, to);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One end is gone: so is the other, unless the line keeps that to itself.
            if (!connection.IsSilent)
                connection.Reset();
        }
    }

    async Task PassOnAsync(Connection connection, Socket from, Socket to)
    {
        var buffer = new byte[PieceBytes];
        while (true)
        {
            var count = await from.ReceiveAsync(buffer.AsMemory(0, _fault is SlowLine ? SlowPieceBytes : PieceBytes), _closing.Token);
            if (connection.IsSilent)
            {
                // The other end hears nothing of what comes, nor of a farewell.
                if (count == 0)
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, connection.Forgotten);
                continue;
            }
            if (count == 0)
            {
                to.Shutdown(SocketShutdown.Send);
                return;
            }
            if (_fault is SlowLine slow)
                await Task.Delay(slow.Latency + TimeSpan.FromSeconds((double)count / slow.BytesPerSecond), TimeProvider.System, _closing.Token);
            if (!connection.IsSilent)
                await to.SendAsync(buffer.AsMemory(0, count), _closing.Token);
        }
    }

    static void Suffer(Connection connection, LineFault fault)
    {
        if (fault is CutLine)
            connection.Reset();
        else if (fault is HalfOpenLine halfOpen)
            connection.FallSilent(halfOpen.ServerNotices ?? Timeout.InfiniteTimeSpan);
    }

    sealed class Connection(Socket client)
    {
        readonly CancellationTokenSource _forgotten = new();
        volatile bool _silent;

        internal Socket Client { get; } = client;

        internal Socket Server { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        internal bool IsSilent => _silent;

        internal CancellationToken Forgotten => _forgotten.Token;

        internal void FallSilent(TimeSpan serverNotices)
        {
            _silent = true;
            if (serverNotices != Timeout.InfiniteTimeSpan)
                _ = EndServerAsync(serverNotices);
        }

        internal void Reset()
        {
            End(Client);
            End(Server);
            _forgotten.Cancel();
        }

        async Task EndServerAsync(TimeSpan after)
        {
            await Task.Delay(after, TimeProvider.System, Forgotten).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            End(Server);
        }

        // With nothing to linger for, closing is a reset.
        static void End(Socket socket)
        {
            try
            {
                socket.LingerState = new(true, 0);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // Never connected, or closed already.
            }
            socket.Dispose();
        }
    }
}

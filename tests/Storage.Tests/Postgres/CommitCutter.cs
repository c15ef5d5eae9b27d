using System.Net;
using System.Net.Sockets;

namespace Kalshi.Storage.Tests;

/// <summary>A wire to PostgreSQL that breaks at the worst moment: the server has the commit, the client never hears of it.</summary>
sealed class CommitCutter : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stop = new();
    readonly Task _accepting;
    int _cutsLeft;

    internal CommitCutter(int serverPort, int cuts)
    {
        _cutsLeft = cuts;
        _listener.Start();
        _accepting = AcceptAsync(serverPort);
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    internal int CutsLeft => _cutsLeft;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    async Task AcceptAsync(int serverPort)
    {
        List<Task> wires = [];
        try
        {
            while (true)
                wires.Add(WireAsync(await _listener.AcceptTcpClientAsync(_stop.Token), serverPort));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(wires);
        }
    }

    async Task WireAsync(TcpClient client, int serverPort)
    {
        using var near = client;
        using var far = new TcpClient();
        var cut = new CutSwitch();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, serverPort, _stop.Token);
            await await Task.WhenAny(ForwardAsync(near, far, cut), ReturnAsync(far, near, cut));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // One of the ends went away: the other follows.
        }
    }

    async Task ForwardAsync(TcpClient near, TcpClient far, CutSwitch cut)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await near.GetStream().ReadAsync(buffer, _stop.Token)) > 0)
        {
            if (buffer.AsSpan(0, read).IndexOf("COMMIT\0"u8) >= 0 && Interlocked.Decrement(ref _cutsLeft) >= 0)
                cut.Armed = true;
            await far.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }

    async Task ReturnAsync(TcpClient far, TcpClient near, CutSwitch cut)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await far.GetStream().ReadAsync(buffer, _stop.Token)) > 0)
        {
            // The answer to the commit is here, so the server is done; it goes no further.
            if (cut.Armed)
                return;
            await near.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }

    sealed class CutSwitch
    {
        volatile bool _armed;

        internal bool Armed
        {
            get => _armed;
            set => _armed = value;
        }
    }
}

using System.Net.WebSockets;

namespace Kalshi.VenueSimulator;

/// <summary>One client's WebSocket: a bounded queue out, whole text messages in, until either side ends it.</summary>
sealed class SocketPeer(WebSocket socket, FramedStream stream, SendQueue queue, FlowCounts counts)
{
    /// <summary>Commands are short; whoever sends more is cut off.</summary>
    const int LargestMessageBytes = 1 << 20;

    internal SendQueue Queue => queue;

    internal FramedStream Stream => stream;

    /// <summary>Ends the connection without a closing handshake, as a lost network does.</summary>
    internal void Abort() => socket.Abort();

    /// <summary>Serves the connection until it ends. <paramref name="receive"/> is called with one message at a time.</summary>
    internal async Task RunAsync(
        Action<ReadOnlyMemory<byte>> receive, IReadOnlyList<Func<CancellationToken, Task>> background, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = SendAllAsync(ending.Token);
        var others = background.Select(work => EndingQuietly(work, ending.Token)).ToArray();
        try
        {
            await ReceiveAllAsync(receive, ending.Token);
        }
        catch (Exception e) when (IsEndOfConnection(e))
        {
        }
        finally
        {
            queue.Close();
            await ending.CancelAsync();
            await Task.WhenAll([EndingQuietly(_ => sending, default), .. others]);
            socket.Abort();
        }
    }

    async Task SendAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await queue.DequeueAsync(cancellationToken) is { } frame)
            {
                await socket.SendAsync(frame.Bytes, WebSocketMessageType.Text, true, cancellationToken);
                counts.Sent(frame.Label);
            }
        }
        finally
        {
            // Whoever waits for room in this queue must not wait for a socket that takes nothing any more.
            queue.Close();
        }
    }

    async Task ReceiveAllAsync(Action<ReadOnlyMemory<byte>> receive, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
                return;
            }
            message.Write(buffer, 0, read.Count);
            if (message.Length > LargestMessageBytes)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig, "message too big", cancellationToken);
                return;
            }
            if (!read.EndOfMessage)
                continue;
            receive(message.GetBuffer().AsMemory(0, (int)message.Length));
            message.SetLength(0);
        }
    }

    static async Task EndingQuietly(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
        }
        catch (Exception e) when (IsEndOfConnection(e))
        {
        }
    }

    static bool IsEndOfConnection(Exception e) =>
        e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException;
}

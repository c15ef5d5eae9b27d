using System.Threading.Channels;

namespace Kalshi.Venues;

/// <summary>Messages between a socket's reader, which must never wait, and a consumer, which may be slow.</summary>
/// <remarks>Bounded: the first message without room, and what its frame still adds, are kept aside while the connection is given up,
/// and delivered in order before anything newer. Writers are serialised by the feed's lock.</remarks>
sealed class FeedQueue<T>(int capacity)
{
    readonly Channel<T> _channel = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleReader = true });
    readonly List<T> _aside = [];

    internal ChannelReader<T> Reader => _channel.Reader;

    internal int Capacity => capacity;

    /// <returns>false when there was no room: the connection must end now.</returns>
    internal bool Write(T message)
    {
        if (_aside.Count == 0 && _channel.Writer.TryWrite(message))
            return true;
        _aside.Add(message);
        return false;
    }

    /// <summary>Delivers what was kept aside; waits for the consumer. Only between connections, when nobody writes.</summary>
    internal async Task DrainAsync(CancellationToken stop)
    {
        foreach (var message in _aside)
            if (!_channel.Writer.TryWrite(message))
                await _channel.Writer.WriteAsync(message, stop);
        _aside.Clear();
    }

    internal void Complete() => _channel.Writer.TryComplete();
}

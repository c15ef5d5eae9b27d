using System.Threading.Channels;

namespace Kalshi.Venues;

/// <summary>Messages between a socket's reader and a consumer, which may be slow.</summary>
/// <remarks>Bounded: a reader that finds little room waits before its next frame (<see cref="RoomAsync"/>), so that a burst costs
/// time on the wire and nothing else. Should there be none all the same, the first message without room, and what its frame still
/// adds, are kept aside while the connection is given up, and delivered in order before anything newer. Writers are serialised by the
/// feed's lock.</remarks>
sealed class FeedQueue<T>(int capacity)
{
    readonly Channel<T> _channel = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleReader = true });
    readonly List<T> _aside = [];

    static readonly TimeSpan RoomPoll = TimeSpan.FromMilliseconds(2);

    // A loss names every subscription at most once, and comes with the frame that revealed it.
    static int PlacesOfOneFrame(int capacity) => Math.Min(16, capacity / 2);

    internal ChannelReader<T> Reader => _channel.Reader;

    internal int Capacity => capacity;

    /// <summary>Waits until there is room for all that one frame can add.</summary>
    /// <returns>false when there was none within <paramref name="patience"/>.</returns>
    internal async ValueTask<bool> RoomAsync(TimeSpan patience, TimeProvider clock, CancellationToken end)
    {
        var started = clock.GetTimestamp();
        // Channels tell when they are no longer full, but not when there is more room than one place.
        while (_channel.Reader.Count > capacity - PlacesOfOneFrame(capacity))
        {
            if (clock.GetElapsedTime(started) >= patience)
                return false;
            await Task.Delay(RoomPoll, clock, end);
        }
        return true;
    }

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

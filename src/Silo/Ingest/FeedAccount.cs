using Kalshi.Grains;

namespace Kalshi.Silo.Ingest;

/// <summary>What became of every frame of one feed. Balanced when each data frame is an event, a duplicate or a dead
/// letter.</summary>
sealed class FeedAccount(string name, VenueClock clock)
{
    long _frames;
    long _control;
    long _published;
    long _duplicates;
    long _deadLetters;
    long _unpublished;
    long _gaps;
    long _lastFrameMs;

    internal string Name => name;

    /// <summary>What the feed is doing, for people.</summary>
    internal string State { get; set; } = "connecting";

    /// <summary>The present connection.</summary>
    internal string? Session { get; set; }

    /// <summary>A frame that carries market data; it must end in exactly one of the other counters.</summary>
    internal void Data() => Frame(isControl: false);

    /// <summary>The venue's answers and heartbeats.</summary>
    internal void Control() => Frame(isControl: true);

    internal void Published(bool duplicate) => Interlocked.Increment(ref duplicate ? ref _duplicates : ref _published);

    internal void DeadLetter() => Interlocked.Increment(ref _deadLetters);

    /// <summary>The bus did not take it within the bounded retries; its book is stale until the next snapshot.</summary>
    internal void Unpublished() => Interlocked.Increment(ref _unpublished);

    internal void Gap() => Interlocked.Increment(ref _gaps);

    internal FeedCounts Read()
    {
        // What ends is read before what begins, so that a count in between never shows more ends than beginnings.
        var published = Interlocked.Read(ref _published);
        var duplicates = Interlocked.Read(ref _duplicates);
        var deadLetters = Interlocked.Read(ref _deadLetters);
        var unpublished = Interlocked.Read(ref _unpublished);
        var control = Interlocked.Read(ref _control);
        var frames = Interlocked.Read(ref _frames);
        var last = Interlocked.Read(ref _lastFrameMs);
        return new(
            name, State, Session, frames, control, published, duplicates, deadLetters, unpublished, Interlocked.Read(ref _gaps),
            last == 0 ? null : (clock.Now.ToUnixTimeMilliseconds() - last) / 1000.0);
    }

    void Frame(bool isControl)
    {
        if (isControl)
            Interlocked.Increment(ref _control);
        Interlocked.Increment(ref _frames);
        Interlocked.Exchange(ref _lastFrameMs, clock.Now.ToUnixTimeMilliseconds());
    }
}

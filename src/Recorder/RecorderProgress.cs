namespace Kalshi.Recorder;

/// <summary>How a recording stands, for whoever watches it. Safe from any thread.</summary>
public sealed class RecorderProgress
{
    long _frames;
    long _trades;
    long _gaps;
    long _duplicates;
    long _unreadable;
    long _connections;
    long _files;
    int _markets;
    volatile string? _lastLoss;

    /// <summary>Frames of the prediction market written so far.</summary>
    public long FrameCount => Interlocked.Read(ref _frames);

    /// <summary>Trades of the spot venue written so far.</summary>
    public long TradeCount => Interlocked.Read(ref _trades);

    /// <summary>Lost sequences; each cost a new connection.</summary>
    public long GapCount => Interlocked.Read(ref _gaps);

    /// <summary>Frames that came again and were left out.</summary>
    public long DuplicateCount => Interlocked.Read(ref _duplicates);

    /// <summary>Messages that are no frame or no trade.</summary>
    public long UnreadableCount => Interlocked.Read(ref _unreadable);

    /// <summary>Connections to the prediction market's stream so far.</summary>
    public long ConnectionCount => Interlocked.Read(ref _connections);

    /// <summary>Files finished so far.</summary>
    public long FileCount => Interlocked.Read(ref _files);

    /// <summary>Markets that are watched now.</summary>
    public int MarketCount => Volatile.Read(ref _markets);

    /// <summary>Why the last connection ended; null while none has.</summary>
    public string? LastLoss => _lastLoss;

    internal void Frame() => Interlocked.Increment(ref _frames);

    internal void Trade() => Interlocked.Increment(ref _trades);

    internal void Gap() => Interlocked.Increment(ref _gaps);

    internal void Duplicate() => Interlocked.Increment(ref _duplicates);

    internal void Unreadable() => Interlocked.Increment(ref _unreadable);

    internal void FileEnded() => Interlocked.Increment(ref _files);

    internal void Markets(int count) => Volatile.Write(ref _markets, count);

    internal void Connected(int markets)
    {
        Interlocked.Increment(ref _connections);
        Markets(markets);
    }

    internal void Lost(string reason) => _lastLoss = reason;
}

namespace Kalshi.Bus.Sizing;

/// <summary>Rate and size of one kind of event.</summary>
sealed class EventRate
{
    /// <summary>Beside subject and body: the header with the key, and the file store's own record.</summary>
    internal const int OverheadBytes = 110;

    // By second, not in a row: the order of a recording's times is broken now and then.
    readonly Dictionary<long, long> _seconds = [];

    long _count;
    long _payload;
    long _stored;
    long _coveredMs;
    long _peak;

    /// <summary>Events a second over the time that was recorded.</summary>
    internal double Sustained => _coveredMs > 0 ? _count * 1000.0 / _coveredMs : 0;

    /// <summary>Most events of one second.</summary>
    internal double Peak => _peak;

    internal double PayloadBytes => _count > 0 ? (double)_payload / _count : 0;

    internal double StoredBytesEach => _count > 0 ? (double)_stored / _count : 0;

    internal static int StoredBytes(string subject, int body) => subject.Length + body + OverheadBytes;

    internal void Cover(long milliseconds) => _coveredMs += milliseconds;

    internal void Add(long atMs, int payload, int stored)
    {
        _count++;
        _payload += payload;
        _stored += stored;
        var second = atMs / 1000;
        _seconds[second] = _seconds.GetValueOrDefault(second) + 1;
        _peak = Math.Max(_peak, _seconds[second]);
    }
}

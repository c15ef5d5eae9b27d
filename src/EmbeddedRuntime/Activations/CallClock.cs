namespace Orleans.Runtime;

/// <summary>Time as calls see it: in ticks, so that a call costs no look at the clock. Every tick answers calls whose
/// time is out; they are late by at most a tick.</summary>
sealed class CallClock : IDisposable
{
    static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(1);
    const int TicksPerTimeout = 4;

    readonly GrainHost _host;
    readonly TimeSpan _tick;
    ITimer? _timer;
    ITimer? _collection;
    int _now;

    public CallClock(GrainHost host, TimeSpan responseTimeout)
    {
        _host = host;
        ResponseTimeout = responseTimeout;
        var quarter = responseTimeout / TicksPerTimeout;
        _tick = quarter < LongestTick ? quarter : LongestTick;
        Timestamp = host.Time.GetTimestamp();
    }

    public TimeSpan ResponseTimeout { get; }

    /// <summary>The time provider's timestamp at the last tick.</summary>
    public long Timestamp { get; private set; }

    public void Start()
    {
        using var flow = ExecutionContext.SuppressFlow();
        _timer = _host.Time.CreateTimer(static clock => ((CallClock)clock!).Tick(), this, _tick, _tick);
        _collection = _host.Time.CreateTimer(
            static clock => ((CallClock)clock!).Collect(), this, _host.Collection.CollectionQuantum, _host.Collection.CollectionQuantum);
    }

    /// <summary>The last tick at which a call that begins now may still be answered.</summary>
    public int DeadlineIn(TimeSpan? timeout)
    {
        var ticks = Math.Ceiling((timeout ?? ResponseTimeout) / _tick);
        return ticks >= int.MaxValue / 2 ? int.MaxValue : Volatile.Read(ref _now) + (int)ticks;
    }

    /// <summary>The timestamp that lies a span in the future.</summary>
    public long After(TimeSpan span) => _host.Time.GetTimestamp() + (long)(span.TotalSeconds * _host.Time.TimestampFrequency);

    void Tick()
    {
        Timestamp = _host.Time.GetTimestamp();
        var now = Interlocked.Increment(ref _now);
        foreach (var target in _host.Targets)
            if (target.HasCalls)
                target.FailExpired(now);
    }

    void Collect()
    {
        foreach (var activation in _host.Activations)
            activation.DeactivateIfIdle();
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _collection?.Dispose();
    }
}

namespace Kalshi.Venues.Tests;

/// <summary>A clock whose waits end at once, moving the time on, and are written down.</summary>
sealed class RecordingClock : TimeProvider
{
    readonly Lock _gate = new();
    readonly List<TimeSpan> _delays = [];
    readonly List<Action> _frozen = [];
    DateTimeOffset _now = new(2026, 5, 11, 12, 0, 0, TimeSpan.Zero);
    bool _isFrozen;

    internal IReadOnlyList<TimeSpan> Delays
    {
        get
        {
            lock (_gate)
                return [.. _delays];
        }
    }

    /// <summary>From now on waits last until <see cref="Thaw"/>.</summary>
    internal void Freeze() => _isFrozen = true;

    internal void Thaw()
    {
        _isFrozen = false;
        foreach (var fire in _frozen)
            fire();
        _frozen.Clear();
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new RecordedTimer();
        // Long waits are limits on calls, which a test that is not about them never reaches.
        if (dueTime == Timeout.InfiniteTimeSpan || dueTime >= TimeSpan.FromSeconds(10))
            return timer;
        lock (_gate)
        {
            _delays.Add(dueTime);
            _now += dueTime;
        }
        void Fire()
        {
            if (!timer.IsDisposed)
                callback(state);
        }
        if (_isFrozen)
            _frozen.Add(Fire);
        else
            ThreadPool.QueueUserWorkItem(_ => Fire());
        return timer;
    }

    sealed class RecordedTimer : ITimer
    {
        internal bool IsDisposed { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => IsDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

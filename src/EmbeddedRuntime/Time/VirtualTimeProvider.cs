namespace Orleans.Runtime;

/// <summary>Time that passes only when told to, for simulation, replay and tests. Timers fire on the thread that lets it
/// pass, in the order of their due times and, at the same time, of their setting.</summary>
public sealed class VirtualTimeProvider(DateTimeOffset start) : TimeProvider
{
    readonly Lock _lock = new();
    readonly PriorityQueue<(VirtualTimer Timer, int Version), (long Due, long Order)> _due = new();
    long _now = start.UtcTicks;
    long _order;

    /// <summary>Starts at 2000-01-01T00:00:00Z.</summary>
    public VirtualTimeProvider()
        : this(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _now), TimeSpan.Zero);

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>When the next timer is due; null where none is set.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_lock)
                return TryPeek(out var due) ? new(due, TimeSpan.Zero) : null;
        }
    }

    /// <summary>Lets a span pass and fires what falls due in it.</summary>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        AdvanceTo(GetUtcNow() + span);
    }

    /// <summary>Lets time pass until an instant and fires what falls due on the way. An instant that has passed changes
    /// nothing.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        while (TakeDue(instant.UtcTicks) is { } timer)
            timer.Fire();
        lock (_lock)
            _now = Math.Max(_now, instant.UtcTicks);
    }

    /// <summary>Goes to the next timer and fires it alone; false where none is set or it is due only after the limit.</summary>
    public bool AdvanceToNext(DateTimeOffset limit)
    {
        var timer = TakeDue(limit.UtcTicks);
        timer?.Fire();
        return timer is not null;
    }

    VirtualTimer? TakeDue(long limit)
    {
        lock (_lock)
        {
            if (!TryPeek(out var due) || due > limit)
                return null;
            var timer = _due.Dequeue().Timer;
            _now = Math.Max(_now, due);
            timer.Reschedule(due);
            return timer;
        }
    }

    bool TryPeek(out long due)
    {
        while (_due.TryPeek(out var entry, out var priority))
        {
            due = priority.Due;
            if (entry.Timer.Version == entry.Version)
                return true;
            _due.Dequeue();
        }
        due = 0;
        return false;
    }

    sealed class VirtualTimer(VirtualTimeProvider time, TimerCallback callback, object? state) : ITimer
    {
        readonly ExecutionContext? _context = ExecutionContext.Capture();
        TimeSpan _period = Timeout.InfiniteTimeSpan;
        bool _isDisposed;

        /// <summary>Grows with every change; what was set before no longer counts.</summary>
        public int Version { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                if (_isDisposed)
                    return false;
                Version++;
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                    Enqueue(time._now + dueTime.Ticks);
                return true;
            }
        }

        public void Reschedule(long fired)
        {
            Version++;
            if (_period > TimeSpan.Zero)
                Enqueue(fired + _period.Ticks);
        }

        void Enqueue(long due) => time._due.Enqueue((this, Version), (due, time._order++));

        public void Fire()
        {
            if (_context is null)
                callback(state);
            else
                ExecutionContext.Run(_context, static timer => ((VirtualTimer)timer!).Call(), this);
        }

        void Call() => callback(state);

        public void Dispose()
        {
            lock (time._lock)
                (_isDisposed, Version) = (true, Version + 1);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

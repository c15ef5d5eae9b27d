namespace Kalshi.VenueSimulator;

/// <summary>A clock that runs <paramref name="rate"/> times as fast as the wall clock, timers included.</summary>
/// <remarks>Processes that are given the same origin, anchor and rate agree on the time: virtual time is
/// origin + (wall - anchor) * rate. The wall clock is read once; from then on the monotonic timestamp counts, because a
/// correction of the wall clock would be multiplied by the rate.</remarks>
/// <param name="origin">Virtual time at <paramref name="anchor"/>.</param>
/// <param name="anchor">Wall time at which the virtual clock shows <paramref name="origin"/>.</param>
/// <param name="rate">Virtual seconds a wall second, above 0 and at most 10,000.</param>
/// <param name="wall">The clock underneath.</param>
public sealed class RatedTimeProvider(DateTimeOffset origin, DateTimeOffset anchor, double rate, TimeProvider wall) : TimeProvider
{
    readonly double _rate = rate is > 0 and <= 10_000
        ? rate
        : throw new ArgumentOutOfRangeException(nameof(rate), rate, "a clock rate is above 0 and at most 10,000");

    readonly DateTimeOffset _virtualAtStart = origin + (wall.GetUtcNow() - anchor) * rate;
    readonly long _timestampAtStart = wall.GetTimestamp();

    public DateTimeOffset Origin => origin;

    public DateTimeOffset Anchor => anchor;

    public double Rate => _rate;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _virtualAtStart + VirtualElapsed();

    public override long GetTimestamp() => VirtualElapsed().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new RatedTimer(this, wall.CreateTimer(callback, state, ToWall(dueTime), ToWall(period)));

    TimeSpan VirtualElapsed() => wall.GetElapsedTime(_timestampAtStart) * _rate;

    /// <summary>Timers count whole milliseconds: rounding down would fire early and make a waiting loop spin.</summary>
    TimeSpan ToWall(TimeSpan span) => span <= TimeSpan.Zero
        ? span
        : TimeSpan.FromMilliseconds(Math.Ceiling((span / _rate).TotalMilliseconds));

    sealed class RatedTimer(RatedTimeProvider clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.ToWall(dueTime), clock.ToWall(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

namespace Kalshi.Silo.Clock;

/// <summary>A clock that runs at a multiple of the wall's, so that a venue that plays a recording faster stays in step with
/// the silo: every age, horizon and interval keeps its meaning.</summary>
/// <param name="origin">What the clock shows at <paramref name="anchor"/>.</param>
/// <param name="anchor">A moment of the wall clock.</param>
/// <param name="rate">Seconds of this clock in one second of the wall's, positive.</param>
public sealed class RatedTimeProvider(DateTimeOffset origin, DateTimeOffset anchor, double rate, TimeProvider wall) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => origin + (wall.GetUtcNow() - anchor) * rate;

    // Ticks of the wall's counter read as rated seconds by dividing its frequency.
    public override long TimestampFrequency => Math.Max(1, (long)(wall.TimestampFrequency / rate));

    public override long GetTimestamp() => wall.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new RatedTimer(wall.CreateTimer(callback, state, Scale(dueTime), Scale(period)), this);

    TimeSpan Scale(TimeSpan span)
    {
        if (span == Timeout.InfiniteTimeSpan || span == TimeSpan.Zero)
            return span;
        var scaled = span / rate;
        return scaled < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : scaled;
    }

    sealed class RatedTimer(ITimer inner, RatedTimeProvider clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(clock.Scale(dueTime), clock.Scale(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}

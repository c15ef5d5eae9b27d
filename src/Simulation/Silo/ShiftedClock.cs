using Kalshi.Simulation.Faults;

namespace Kalshi.Simulation.Silo;

/// <summary>The clock of the process: the truth, and an error that changes in jumps.</summary>
sealed class ShiftedClock(TimeProvider truth, Weather weather) : TimeProvider
{
    public override long TimestampFrequency => truth.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => truth.LocalTimeZone;

    public override DateTimeOffset GetUtcNow()
    {
        var now = truth.GetUtcNow();
        return now + weather.ClockError(now);
    }

    public override long GetTimestamp() => truth.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        truth.CreateTimer(callback, state, dueTime, period);
}

namespace Kalshi.Simulation.Replay.Sessions;

/// <summary>The venue's clock as the record has it: it shows what it is set to. Timers go by the simulation's time.</summary>
sealed class RecordedClock(TimeProvider truth, DateTimeOffset start) : TimeProvider
{
    DateTimeOffset _now = start;

    public override long TimestampFrequency => truth.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => truth.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        truth.CreateTimer(callback, state, dueTime, period);

    /// <param name="ts">Unix seconds.</param>
    internal void Set(long ts) => _now = DateTimeOffset.FromUnixTimeSeconds(ts);
}

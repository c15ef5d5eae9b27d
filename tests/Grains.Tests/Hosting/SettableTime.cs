namespace Kalshi.Grains.Tests.Hosting;

/// <summary>A clock that starts at a date that tests choose and can be moved forward.</summary>
/// <remarks>It also runs: a host's own timers stand still on a clock that does not.</remarks>
sealed class SettableTime(long startTs) : TimeProvider
{
    readonly long _started = System.GetTimestamp();
    long _skippedSeconds;

    internal long NowTs => GetUtcNow().ToUnixTimeSeconds();

    internal void Skip(long seconds) => Interlocked.Add(ref _skippedSeconds, seconds);

    public override DateTimeOffset GetUtcNow() =>
        DateTimeOffset.FromUnixTimeSeconds(startTs + Interlocked.Read(ref _skippedSeconds)) + System.GetElapsedTime(_started);
}

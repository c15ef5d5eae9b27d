namespace Kalshi.Grains.Tests.Hosting;

/// <summary>Venue time that stands where tests put it.</summary>
sealed class SettableTime(long nowTs) : TimeProvider
{
    long _nowTs = nowTs;

    internal long NowTs => Interlocked.Read(ref _nowTs);

    internal void Skip(long seconds) => Interlocked.Add(ref _nowTs, seconds);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(NowTs);
}

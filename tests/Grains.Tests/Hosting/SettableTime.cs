namespace Kalshi.Grains.Tests.Hosting;

/// <summary>The wall's timers under a date that tests choose.</summary>
sealed class SettableTime(long nowTs) : TimeProvider
{
    long _nowTs = nowTs;

    internal long NowTs
    {
        get => Interlocked.Read(ref _nowTs);
        set => Interlocked.Exchange(ref _nowTs, value);
    }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(NowTs);
}

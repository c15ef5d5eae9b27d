namespace Kalshi.Grains;

/// <summary>The time that markets live on: the wall's, unless a venue plays a recording on a clock of its own.</summary>
/// <remarks>Not the host's <see cref="TimeProvider"/>: a host keeps its membership and timers on the wall's clock, whatever the
/// venue does.</remarks>
/// <param name="time">The venue's time.</param>
/// <param name="rate">Seconds of it in one second of the wall's.</param>
public sealed class VenueClock(TimeProvider time, double rate = 1)
{
    /// <summary>For parts that speak with the venue.</summary>
    public TimeProvider Time => time;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Unix seconds.</summary>
    public long NowTs => Now.ToUnixTimeSeconds();

    /// <summary>How long the wall's clock takes for <paramref name="span"/> of the venue's.</summary>
    public TimeSpan OnWall(TimeSpan span) => span / rate;
}

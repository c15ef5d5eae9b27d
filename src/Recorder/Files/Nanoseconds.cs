namespace Kalshi.Recorder;

/// <summary>Times of receipt as captures write them: Unix nanoseconds, on a clock of 100 ns.</summary>
static class Nanoseconds
{
    internal static long Of(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * 100;

    internal static DateTimeOffset ToTime(long nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100);
}

using Kalshi.Silo.Supervision;

namespace Kalshi.Silo.Tests.Supervision;

public sealed class SystemdNotifierTests
{
    [Theory]
    [InlineData("60000000", 20)]
    [InlineData("3000000", 1)]
    [InlineData(null, 15)]
    [InlineData("0", 15)]
    [InlineData("soon", 15)]
    public void It_beats_three_times_in_the_time_that_systemd_allows(string? watchdogMicroseconds, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), SystemdNotifier.Interval(watchdogMicroseconds));
}

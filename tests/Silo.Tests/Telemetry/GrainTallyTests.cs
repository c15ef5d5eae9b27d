using Kalshi.Silo.Telemetry;

namespace Kalshi.Silo.Tests.Telemetry;

public sealed class GrainTallyTests
{
    [Fact]
    public void Calls_are_counted_with_their_failures_and_their_mean_and_longest_time()
    {
        var tally = new GrainTally();
        tally.Activated(1);
        tally.Activated(1);
        tally.Activated(-1);
        tally.Called(TimeSpan.FromMilliseconds(30), failed: false);
        tally.Called(TimeSpan.FromMilliseconds(10), failed: true);

        Assert.Equal(new GrainActivityRow("SpotGrain", 1, 2, 1, 20, 30), tally.Read("SpotGrain"));
    }

    [Fact]
    public void A_grain_that_was_never_called_has_no_times() =>
        Assert.Equal(new GrainActivityRow("SpotGrain", 0, 0, 0, 0, 0), new GrainTally().Read("SpotGrain"));
}

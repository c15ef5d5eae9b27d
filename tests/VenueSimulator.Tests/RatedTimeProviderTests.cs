namespace Kalshi.VenueSimulator.Tests;

public sealed class RatedTimeProviderTests
{
    static readonly DateTimeOffset Origin = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly ManualClock _wall = new(Simulators.Noon);

    [Fact]
    public void Virtual_time_is_the_origin_and_the_wall_time_since_the_anchor_times_the_rate()
    {
        var clock = new RatedTimeProvider(Origin, Simulators.Noon.AddSeconds(-10), 60, _wall);
        _wall.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(Origin.AddMinutes(15), clock.GetUtcNow());
    }

    [Fact]
    public void Two_clocks_that_are_made_at_different_times_agree()
    {
        var early = new RatedTimeProvider(Origin, Simulators.Noon, 7, _wall);
        _wall.Advance(TimeSpan.FromSeconds(11));
        var late = new RatedTimeProvider(Origin, Simulators.Noon, 7, _wall);
        _wall.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(early.GetUtcNow(), late.GetUtcNow());
    }

    [Fact]
    public void Elapsed_time_is_virtual_too()
    {
        var clock = new RatedTimeProvider(Origin, Simulators.Noon, 60, _wall);
        var before = clock.GetTimestamp();
        _wall.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromMinutes(1), clock.GetElapsedTime(before));
    }

    [Fact]
    public void A_timer_of_a_virtual_minute_fires_after_a_wall_second()
    {
        var clock = new RatedTimeProvider(Origin, Simulators.Noon, 60, _wall);
        var delay = Task.Delay(TimeSpan.FromMinutes(1), clock);
        _wall.Advance(TimeSpan.FromMilliseconds(999));
        var early = delay.IsCompleted;
        _wall.Advance(TimeSpan.FromMilliseconds(1));

        Assert.False(early);
        Assert.True(delay.IsCompleted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_001)]
    [InlineData(double.NaN)]
    public void A_rate_outside_its_range_is_refused(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RatedTimeProvider(Origin, Simulators.Noon, rate, _wall));
}

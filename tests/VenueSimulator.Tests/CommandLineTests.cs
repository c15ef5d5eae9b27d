namespace Kalshi.VenueSimulator.Tests;

public sealed class CommandLineTests
{
    readonly ManualClock _wall = new(Simulators.Noon);

    [Theory]
    [InlineData("", "recording")]
    [InlineData("--recording a --generate --seed 1", "exactly one")]
    [InlineData("--generate", "--seed")]
    [InlineData("--recording", "--recording needs a value")]
    [InlineData("--recording a --recording b", "--recording is given twice")]
    [InlineData("--recording a --dance", "'--dance'")]
    [InlineData("--generate --seed x", "'x'")]
    [InlineData("--generate --seed 1 --speed max", "speed max")]
    [InlineData("--recording a --speed 0", "speed")]
    [InlineData("--recording a --activity 2", "a recording has its own")]
    [InlineData("--generate --seed 1 --activity 0", "activity")]
    [InlineData("--recording a --clock-rate 2", "given together")]
    [InlineData("--recording a --speed 2 --clock-origin 2026-01-01T00:00:00Z --clock-anchor 2026-01-01T00:00:00Z --clock-rate 2", "give one")]
    [InlineData("--recording a --clock-origin noon --clock-anchor 2026-01-01T00:00:00Z --clock-rate 2", "'noon'")]
    [InlineData("--recording a --api-key-id k", "together")]
    [InlineData("--recording a --start-on-subscribe maybe", "'maybe'")]
    [InlineData("--recording a --fee-precision 0.001", "0.001 is neither")]
    public void What_makes_no_sense_is_refused_by_name(string line, string named)
    {
        var refusal = Assert.ThrowsAny<ArgumentException>(() => Parse(line));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_speed_starts_a_clock_of_that_rate_from_now()
    {
        var options = Parse("--recording a --speed 20").Options;
        _wall.Advance(TimeSpan.FromSeconds(3));

        Assert.True(options.Paced);
        Assert.Equal(Simulators.Noon.AddMinutes(1), options.Clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(100), options.TimestampTolerance);
    }

    [Fact]
    public void Maximal_speed_keeps_the_wall_clock_and_drops_pacing()
    {
        var options = Parse("--recording a --speed max").Options;

        Assert.False(options.Paced);
        Assert.Same(_wall, options.Clock);
    }

    [Fact]
    public void A_stated_clock_is_the_one_that_another_process_can_be_given()
    {
        var options = Parse("--generate --seed 5 --clock-origin 2030-01-01T00:00:00Z --clock-anchor 2026-11-21T16:59:50Z --clock-rate 6").Options;

        Assert.Equal(new DateTimeOffset(2030, 1, 1, 0, 1, 0, TimeSpan.Zero), options.Clock.GetUtcNow());
        Assert.Equal(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), options.GeneratedStart);
    }

    CommandLine Parse(string line) => CommandLine.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), _wall);
}

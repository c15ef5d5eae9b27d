namespace Kalshi.VenueSimulator.Tests;

public sealed class PageFaultTests
{
    [Fact]
    public async Task A_short_page_has_a_cursor_that_leads_on()
    {
        using var capture = CaptureFile.TwoWindows();
        var clock = new ManualClock(Simulators.Noon);
        await using var simulator = await Simulators.StartAsync(new()
        {
            Recording = capture.FilePath,
            Clock = clock,
            StartOnSubscribe = false,
            Faults = ["at 1s for 60s pages 1"],
        });
        clock.Advance(TimeSpan.FromSeconds(5));
        await simulator.CatchUpAsync(clock);
        var (_, first) = await simulator.GetAsync("/markets?limit=100");
        var (_, second) = await simulator.GetAsync($"/markets?limit=100&cursor={first.Text("cursor")}");

        Assert.Equal(CaptureFile.First, Assert.Single(first.GetProperty("markets").EnumerateArray()).Text("ticker"));
        Assert.Equal(CaptureFile.Second, Assert.Single(second.GetProperty("markets").EnumerateArray()).Text("ticker"));
        Assert.Equal("", second.Text("cursor"));
    }
}

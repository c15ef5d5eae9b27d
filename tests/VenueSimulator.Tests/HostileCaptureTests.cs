using System.Text.Json.Nodes;

namespace Kalshi.VenueSimulator.Tests;

/// <summary>A capture that cannot be played is refused before anything listens, with its line and the reason.</summary>
public sealed class HostileCaptureTests
{
    [Fact]
    public Task Data_of_a_market_that_nothing_describes_is_refused() =>
        RefusedAsync(new CaptureFile().Snapshot(0, CaptureFile.First), ":1:", CaptureFile.First);

    [Fact]
    public Task A_change_before_the_first_state_is_refused() =>
        RefusedAsync(Watched().Delta(1, CaptureFile.First, "yes", "0.5000", "1.00"), ":2:", "before its first snapshot");

    [Fact]
    public Task A_level_below_zero_is_refused() => RefusedAsync(
        Watched().Snapshot(1, CaptureFile.First).Delta(2, CaptureFile.First, "yes", "0.5000", "-1.00"), ":3:", "-1.00");

    [Theory]
    [InlineData("maybe", "0.5000", "1.00", "'maybe'")]
    [InlineData("yes", "1.5000", "1.00", "'1.5000'")]
    [InlineData("yes", "0.50001", "1.00", "'0.50001'")]
    [InlineData("yes", "0.5000", "one", "'one'")]
    public Task A_malformed_field_is_refused_by_its_value(string side, string price, string delta, string named) => RefusedAsync(
        Watched().Snapshot(1, CaptureFile.First).Delta(2, CaptureFile.First, side, price, delta), ":3:", named);

    [Fact]
    public Task A_frame_of_an_unknown_type_is_refused() =>
        RefusedAsync(Watched().Frame(1, "weather", new JsonObject { ["market_ticker"] = CaptureFile.First }), ":2:", "'weather'");

    [Fact]
    public Task A_line_that_goes_back_in_time_is_refused() =>
        RefusedAsync(Watched().Snapshot(2, CaptureFile.First).Snapshot(1, CaptureFile.First), ":3:", "earlier");

    [Fact]
    public Task A_capture_without_data_is_refused() => RefusedAsync(Watched(), "holds no data frame", "");

    static CaptureFile Watched() => new CaptureFile().Watch(0, CaptureFile.First, "2026-05-11T12:30:00Z", 81087.33m);

    static async Task RefusedAsync(CaptureFile capture, params string[] named)
    {
        using var saved = capture.Save();
        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => Simulators.StartAsync(new() { Recording = saved.FilePath }));

        Assert.All(named, n => Assert.Contains(n, refusal.Message, StringComparison.Ordinal));
    }
}

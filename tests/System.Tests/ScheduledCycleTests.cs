using System.Text.Json;
using Kalshi.VenueSimulator;

namespace Kalshi.System.Tests;

/// <summary>The silo as a schedule runs it: one cycle, a record of it, and an exit code.</summary>
public sealed class ScheduledCycleTests
{
    [Fact]
    public async Task A_cycle_collects_or_decides_says_so_and_ends_while_a_second_one_is_refused()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = 7 });
        var settings = OperatorTests.Trading(deployment.Settings(venue));
        var record = Path.Combine(deployment.Folder, "cycles.json");

        var collected = await OperatorConsole.RunAsync(["run-once", "--mode", "collect", "--record", record, "--seconds", "300"], settings);
        Assert.True(collected.ExitCode == 0, collected.Output);
        Assert.Matches(@"cycle=1 mode=collect scanned=[1-9]\d* inserted=[1-9]\d* errors=0 duration_s=", collected.Output);

        var analyzed = await OperatorConsole.RunAsync(["run-once", "--mode", "analyze", "--record", record, "--seconds", "300"], settings);
        Assert.True(analyzed.ExitCode == 0, analyzed.Output);
        var last = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(record));
        Assert.Equal((2, "analyze"), (last.GetProperty("last_cycle_id").GetInt32(), last.GetProperty("last_mode").GetString()));
        Assert.Equal(JsonValueKind.Null, last.GetProperty("last_error").ValueKind);

        using (new FileStream(record + ".lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var refused = await OperatorConsole.RunAsync(["run-once", "--record", record], settings);
            Assert.Equal(3, refused.ExitCode);
            Assert.Contains("another cycle is under way", refused.Output, StringComparison.Ordinal);
        }
    }
}

using System.Text.Json;
using Kalshi.VenueSimulator;
using Xunit.Abstractions;

namespace Kalshi.System.Tests;

/// <summary>Kill -9 of the silo while a capture of the real venue comes in as fast as it can read.</summary>
public sealed class RecoveryTests(ITestOutputHelper output)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Data frames of a life after which it ends; more of them with LONG_TESTS=1.</summary>
    static int[] Lives => Environment.GetEnvironmentVariable("LONG_TESTS") == "1"
        ? [50, 700, 20_000, 1, 40_000, 2000, 9000, 300]
        : [1000, 15_000];

    [RecordingFact]
    public async Task Whenever_the_silo_is_killed_its_hot_state_is_afterwards_what_an_undisturbed_fold_of_the_record_gives()
    {
        await using var deployment = await Deployment.StartAsync();
        foreach (var frames in Lives)
        {
            await using var venue = await StartVenueAsync(deployment);
            await using var doomed = await StartAsync(deployment, venue);
            await doomed.UntilAsync($"{frames} frames read", s => Frames(s) >= frames || venue.DataPlayed.IsCompleted, Patience);
            await doomed.KillAsync();
        }

        await using var last = await StartVenueAsync(deployment);
        await using var silo = await StartAsync(deployment, last);
        await last.DataPlayed.WaitAsync(Patience);
        await silo.UntilAsync("every frame has its end", s => Feed(s).GetProperty("balanced").GetBoolean(), Patience);
        var state = await silo.GetAsync("api/state-hash?verify=true");
        var grains = state.GetProperty("grains").EnumerateArray().ToArray();

        Assert.True(grains.Length > 1, $"{state}");
        Assert.Contains(grains, g => g.GetProperty("kind").GetString() == "market" && g.GetProperty("sequence").GetInt64() > 1000);
        Assert.Contains(grains, g => g.GetProperty("kind").GetString() == "spot" && g.GetProperty("sequence").GetInt64() > 0);
        Assert.All(grains, g => Assert.True(g.GetProperty("follows").GetBoolean(), $"{g}\n{silo.Log()}"));
        Assert.True(await silo.StopAsync() == 0, silo.Output);
    }

    static Task<SimulatorHost> StartVenueAsync(Deployment deployment) => deployment.StartVenueAsync(new SimulatorOptions
    {
        Recording = Recordings.Find(RecordingFactAttribute.Capture)!,
        Paced = false,
    });

    async Task<SiloUnderTest> StartAsync(Deployment deployment, SimulatorHost venue)
    {
        var settings = deployment.Settings(venue);
        // Short, so that there are checkpoints to come back from.
        settings["CHECKPOINT_INTERVAL_SECONDS"] = "1";
        var started = TimeProvider.System.GetTimestamp();
        var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings);
        var ready = TimeProvider.System.GetElapsedTime(started);
        // The grains answer when their checkpoints are loaded and their tails replayed.
        var state = await silo.GetAsync("api/state-hash");
        var recovered = TimeProvider.System.GetElapsedTime(started);
        var newest = state.GetProperty("grains").EnumerateArray().Max(g => g.GetProperty("sequence").GetInt64());
        output.WriteLine($"from process start: ready {ready.TotalSeconds:F1} s, hot state through event {newest} of the record {recovered.TotalSeconds:F1} s");
        return silo;
    }

    static JsonElement Feed(JsonElement status) =>
        status.GetProperty("feeds").EnumerateArray().Single(f => f.GetProperty("name").GetString() == "kalshi.ws");

    static long Frames(JsonElement status) => Feed(status).GetProperty("data_frames").GetInt64();
}

using System.Text.Json;
using Kalshi.VenueSimulator;
using Xunit.Abstractions;

namespace Kalshi.System.Tests;

/// <summary>Kill -9 of the silo while a capture of the real venue comes in as fast as it can read.</summary>
public sealed class RecoveryTests(ITestOutputHelper output)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Frames of a capture that is the largest of its kind; moments are drawn from the first part of it, so that most
    /// kills meet frames that are still coming.</summary>
    const int LatestMoment = 45_000;

    /// <summary>Lives that end by a kill; more of them with LONG_TESTS=1.</summary>
    static int Kills => Environment.GetEnvironmentVariable("LONG_TESTS") == "1" ? 8 : 2;

    /// <summary>Of the moments; RECOVERY_SEED draws others.</summary>
    static int Seed => int.TryParse(Environment.GetEnvironmentVariable("RECOVERY_SEED"), out var seed) ? seed : 6;

    [RecordingFact]
    public async Task Whenever_the_silo_is_killed_its_hot_state_is_afterwards_what_an_undisturbed_fold_of_the_record_gives()
    {
        var random = new Random(Seed);
        var killedAt = new List<long>();
        await using var deployment = await Deployment.StartAsync();
        for (var life = 0; life < Kills; life++)
        {
            await using var venue = await StartVenueAsync(deployment);
            await using var doomed = await StartAsync(deployment, venue);
            await SentAsync(venue, random.Next(1, LatestMoment));
            await doomed.KillAsync();
            killedAt.Add(Sent(venue));
        }

        await using var last = await StartVenueAsync(deployment);
        await using var silo = await StartAsync(deployment, last);
        // Already while the next flood comes in.
        await VerifiedAsync(silo);
        await last.DataPlayed.WaitAsync(Patience);
        await silo.UntilAsync("every frame has its end", s => Feed(s).GetProperty("balanced").GetBoolean(), Patience);
        output.WriteLine($"seed {Seed}: killed after {string.Join(", ", killedAt)} of {Sent(last)} frames");

        Assert.Contains(killedAt, sent => sent < Sent(last));
        var grains = await VerifiedAsync(silo);
        Assert.True(grains.Length > 1);
        Assert.Contains(grains, g => g.GetProperty("kind").GetString() == "market" && g.GetProperty("sequence").GetInt64() > 1000);
        Assert.Contains(grains, g => g.GetProperty("kind").GetString() == "spot" && g.GetProperty("sequence").GetInt64() > 0);
        Assert.True(await silo.StopAsync() == 0, silo.Output);
    }

    /// <summary>All grains; each holds what an undisturbed fold of the record up to its own place gives.</summary>
    static async Task<JsonElement[]> VerifiedAsync(SiloUnderTest silo)
    {
        var state = await silo.GetAsync("api/state-hash?verify=true");
        var grains = state.GetProperty("grains").EnumerateArray().ToArray();
        Assert.All(grains, g => Assert.True(g.GetProperty("follows").GetBoolean(), $"{g}\n{silo.Log()}"));
        return grains;
    }

    static async Task SentAsync(SimulatorHost venue, long frames)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (Sent(venue) < frames && !venue.DataPlayed.IsCompleted)
            await Task.Delay(1, patience.Token);
    }

    /// <summary>Frames of market data that have left the venue.</summary>
    static long Sent(SimulatorHost venue) =>
        venue.Status.FramesSent.Where(channel => channel.Key != "control").Sum(channel => channel.Value.Values.Sum());

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
}

using System.Globalization;
using System.Net;
using System.Text.Json;
using Kalshi.Servers;
using Kalshi.VenueSimulator;

namespace Kalshi.System.Tests;

/// <summary>Several silos on one database: as one cluster, and, by mistake, as several.</summary>
public sealed class ClusterTests
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [FlavourFact(FlavourFactAttribute.Orleans)]
    public Task When_one_of_two_silos_is_killed_the_other_goes_on_with_everything() => KillTheLeaderOfAsync(2);

    [FlavourFact(FlavourFactAttribute.Orleans)]
    public Task When_one_of_three_silos_is_killed_the_others_go_on_with_everything() => KillTheLeaderOfAsync(3);

    [Fact]
    public async Task A_second_process_of_one_deployment_does_not_start_and_says_why()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = 7 });
        await using var first = await SiloUnderTest.StartAsync(Folder(deployment, 1), Settings(deployment, venue, cluster: null));

        var (exitCode, output) = await SiloUnderTest.RunToEndAsync(Folder(deployment, 2), Settings(deployment, venue, cluster: null));

        Assert.True(exitCode == 2, output);
        Assert.Contains("another process runs this deployment", output, StringComparison.Ordinal);
        await first.UntilAsync("the first one goes on", s => Ticks(s) > 0, Patience);
    }

    /// <summary>Two clusters that do not know of each other: every grain is active twice, and only storage stands between.</summary>
    [FlavourFact(FlavourFactAttribute.Orleans)]
    public async Task Grains_that_are_active_twice_book_no_fill_twice()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = 7 });
        // Both tick on whole seconds, and at each storage refuses one of them: the second shall have some for itself.
        var seldom = Settings(deployment, venue, "first").With(new() { ["EDGE_INTERVAL_SECONDS"] = "3" });
        await using (var first = await SiloUnderTest.StartAsync(Folder(deployment, 1), seldom, FlavourFactAttribute.Orleans))
        {
            var before = await first.UntilAsync("fills are booked", s => Fills(s) > 0, Patience);
            // Its stream agent takes the events from the first one, whose grains stay active with what they know.
            await using var second = await SiloUnderTest.StartAsync(Folder(deployment, 2), Settings(deployment, venue, "second"), FlavourFactAttribute.Orleans);
            Assert.Equal("standby", FeedState(await second.GetAsync("api/status")));
            await AssertOneRowHasOneWriterAsync(first, second);
            await second.EventuallyAsync("fills are booked by the second too", s => Fills(s) > Fills(before) + 2, Patience);
            await first.KillAsync();
            await second.KillAsync();
        }
        await using var alone = await SiloUnderTest.StartAsync(Folder(deployment, 3), Settings(deployment, venue, "third"), FlavourFactAttribute.Orleans);
        await AssertBooksAreTheRecordAsync(deployment, alone);
    }

    /// <summary>A gate that is active in both: what the second has written is refused to the first, which then goes on from it.</summary>
    static async Task AssertOneRowHasOneWriterAsync(SiloUnderTest first, SiloUnderTest second)
    {
        Assert.Equal(HttpStatusCode.OK, await ChangeAsync(first, "pause"));
        Assert.Equal(HttpStatusCode.OK, await ChangeAsync(second, "release"));

        Assert.Equal(HttpStatusCode.InternalServerError, await ChangeAsync(first, "release"));
        Assert.Contains("InconsistentState", first.WholeLog(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await ChangeAsync(first, "pause"));
    }

    // Of a series that nobody trades: the rest goes on meanwhile.
    static async Task<HttpStatusCode> ChangeAsync(SiloUnderTest silo, string change)
    {
        using var answer = await silo.PostAsync($"api/{change}", new { reason = "drill", actor = "ada", scope = "series:KXDRILL" });
        return answer.StatusCode;
    }

    static async Task KillTheLeaderOfAsync(int count)
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = 7 });
        var leader = await SiloUnderTest.StartAsync(Folder(deployment, 0), Settings(deployment, venue, "kalshi"), FlavourFactAttribute.Orleans);
        var others = new List<SiloUnderTest>();
        try
        {
            for (var number = 1; number < count; number++)
                others.Add(await SiloUnderTest.StartAsync(Folder(deployment, number), Settings(deployment, venue, "kalshi"), FlavourFactAttribute.Orleans));
            var before = await leader.UntilAsync("fills are booked", s => Fills(s) > 0 && FeedState(s) == "live", Patience);
            foreach (var other in others)
                Assert.Equal("standby", FeedState(await other.GetAsync("api/status")));

            await leader.KillAsync();

            var heir = await HeirAsync(others);
            var after = await heir.EventuallyAsync(
                "trading goes on", s => FeedState(s) == "live" && Fills(s) > Fills(before) && Ticks(s) > Ticks(before), Patience);
            Assert.True(Fills(after) > Fills(before));
            await AssertBooksAreTheRecordAsync(deployment, heir);
            foreach (var other in others)
                Assert.True(await other.StopAsync() == 0, other.Output);
        }
        finally
        {
            foreach (var silo in others.Prepend(leader))
                await silo.DisposeAsync();
        }
    }

    /// <summary>The one silo that has taken over the venues.</summary>
    static async Task<SiloUnderTest> HeirAsync(List<SiloUnderTest> others)
    {
        var live = others.Select(other => other.EventuallyAsync("it reads the venues", s => FeedState(s) == "live", Patience)).ToArray();
        var heir = others[Array.IndexOf(live, await Task.WhenAny(live))];
        foreach (var other in others.Where(other => other != heir))
            Assert.Equal("standby", FeedState(await other.EventuallyAsync("it answers", _ => true, Patience)));
        return heir;
    }

    /// <summary>What is booked is what the record says: each fill once.</summary>
    static async Task AssertBooksAreTheRecordAsync(Deployment deployment, SiloUnderTest silo)
    {
        using var halted = await silo.PostAsync("api/halt", new { reason = "audit", actor = "ada" });
        Assert.True(halted.IsSuccessStatusCode, await halted.Content.ReadAsStringAsync());
        var status = await silo.EventuallyAsync(
            "nothing is open and the record is stored",
            s => s.GetProperty("positions").GetProperty("pending_orders").GetInt32() == 0 && s.GetProperty("writer").GetProperty("lag").GetInt64() == 0,
            Patience);
        Assert.Equal(await CountFillsAsync(deployment), Fills(await silo.EventuallyAsync("no fill is on its way", s => Fills(s) == Fills(status), Patience)));
    }

    static Task<long> CountFillsAsync(Deployment deployment) => deployment.CountAsync(
        "SELECT count(DISTINCT payload->>'fill_id') FROM event_store.events_raw WHERE event_type = 'execution_fill' AND payload->>'action' = 'open'");

    /// <param name="cluster">Its name; null is a process of its own.</param>
    static Dictionary<string, string> Settings(Deployment deployment, SimulatorHost venue, string? cluster)
    {
        var settings = OperatorTests.Trading(deployment.Settings(venue));
        settings["SILO_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        settings["GATEWAY_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        settings["ORLEANS_CLUSTERING"] = cluster is null ? "localhost" : "adonet";
        settings["ORLEANS_CLUSTER_ID"] = cluster ?? "kalshi";
        return settings;
    }

    static string Folder(Deployment deployment, int number) => Directory.CreateDirectory(Path.Combine(deployment.Folder, $"silo-{number}")).FullName;

    static string? FeedState(JsonElement status) =>
        status.GetProperty("feeds").EnumerateArray().Single(f => f.GetProperty("name").GetString() == "kalshi.ws").GetProperty("state").GetString();

    static long Fills(JsonElement status) => status.GetProperty("positions").GetProperty("fills").GetInt64();

    static long Ticks(JsonElement status) => status.GetProperty("spot").GetProperty("ticks").GetInt64();
}

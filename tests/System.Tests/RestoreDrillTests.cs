using System.Text.Json;
using Kalshi.VenueSimulator;

namespace Kalshi.System.Tests;

/// <summary>The restore drill of docs/runbooks/restore.md, every step by the programs that an operator uses.</summary>
public sealed class RestoreDrillTests
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_backup_of_a_running_silo_comes_up_on_fresh_servers_and_goes_on()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = 21 });
        var settings = deployment.Settings(venue);
        settings["EDGE_INTERVAL_SECONDS"] = "1";
        settings["CHECKPOINT_INTERVAL_SECONDS"] = "1";
        var backups = Path.Combine(deployment.Folder, "backups");
        await using (var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings))
        {
            await silo.UntilAsync("decisions are stored", s => Decided(s) > 0 && Inserted(s) > 300, Patience);
            var (exitCode, output) = await OperatorConsole.RunAsync(["backup", "--to", backups], settings);
            Assert.True(exitCode == 0, output);
            AssertEveryPartIsTold(output);
            await silo.KillAsync();
        }

        await using var fresh = await Deployment.StartAsync();
        settings["PG_DSN"] = fresh.Dsn;
        settings["BUS_URL"] = fresh.BusUrl;
        var backup = Assert.Single(Directory.GetDirectories(backups));
        var restored = await OperatorConsole.RunAsync(["restore", "--from", backup], settings);
        Assert.True(restored.ExitCode == 0, restored.Output);
        AssertEveryPartIsTold(restored.Output);
        var stored = await CountAsync(fresh);
        Assert.True(stored > 300, $"{stored} events restored");

        await using (var silo = await SiloUnderTest.StartAsync(fresh.Folder, settings))
        {
            await silo.UntilAsync("it decides again and its events are stored", s => Decided(s) > 0 && Inserted(s) > 100, Patience);
            var state = await silo.GetAsync("api/state-hash?verify=true");
            Assert.All(state.GetProperty("grains").EnumerateArray(), g => Assert.True(g.GetProperty("follows").GetBoolean(), $"{g}\n{silo.Log()}"));
            var verified = await OperatorConsole.RunAsync(["verify", "--url", silo.Address.ToString()]);
            Assert.True(verified.ExitCode == 0, verified.Output);
            Assert.True(await silo.StopAsync() == 0, silo.Output);
        }
        Assert.True(await CountAsync(fresh) >= stored + 100);
    }

    /// <summary>Without a terminal, a line each as it is done.</summary>
    static void AssertEveryPartIsTold(string output)
    {
        Assert.Matches("(?m)^database: [1-9][0-9]* tables$", output);
        foreach (var stream in (string[])["MARKET_EVENTS", "STRATEGY_EVENTS", "EXECUTION_EVENTS", "DEAD_LETTER"])
            Assert.Matches($"(?m)^{stream}: [0-9]+\\.[0-9] MB$", output);
    }

    static long Decided(JsonElement status) => status.GetProperty("decisions").GetProperty("decided").GetInt64();

    static long Inserted(JsonElement status) => status.GetProperty("writer").GetProperty("inserted").GetInt64();

    static Task<long> CountAsync(Deployment deployment) => deployment.CountAsync("SELECT count(*) FROM event_store.events_raw");
}

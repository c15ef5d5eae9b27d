using System.Text.Json;
using Kalshi.VenueSimulator;

namespace Kalshi.System.Tests;

/// <summary>A generated session with takes in it: the look-back of the volatility is lowered openly, so that the strategy trades
/// after a minute instead of an hour.</summary>
public sealed class OperatorTests
{
    const int Seed = 7;
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task After_a_halt_no_take_becomes_an_order_until_the_release_and_both_survive_a_restart()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = Seed });
        var settings = Trading(deployment.Settings(venue));

        await using (var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings))
        {
            await silo.UntilAsync("a take becomes an order", s => Orders(s) > 0, Patience);
            using var unauthorised = await silo.PostAsync("api/halt", new { reason = "drill", actor = "eve" }, token: null);
            Assert.Equal(401, (int)unauthorised.StatusCode);
            using var halted = await silo.PostAsync("api/halt", new { reason = "drill", actor = "ada" });
            Assert.True(halted.IsSuccessStatusCode);
            var before = await silo.GetAsync("api/status");

            await AssertTakesAreWithheldAsync(silo, before);
            Assert.Equal(0, await silo.StopAsync());
        }

        await using (var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings))
        {
            var gate = (await silo.GetAsync("api/status")).GetProperty("gate");
            Assert.Equal((true, "ada", "drill"), (gate.GetProperty("halted").GetBoolean(), gate.GetProperty("actor").GetString(), gate.GetProperty("reason").GetString()));
            await silo.UntilAsync("takes are withheld after the restart too", s => Withheld(s) >= 1 && Orders(s) == 0, Patience);

            using var released = await silo.PostAsync("api/release", new { reason = "drill over", actor = "bob" });
            Assert.True(released.IsSuccessStatusCode);
            await silo.UntilAsync("a take becomes an order again", s => Orders(s) > 0, Patience);

            var actions = (await silo.GetAsync("api/events/operator_action?last=100")).EnumerateArray().Select(e => e.GetProperty("payload"))
                .Where(a => a.GetProperty("actor").GetString() != "system").ToArray();
            Assert.Equal(
                ["release by bob: drill over", "halt by ada: drill"],
                actions.Select(a => $"{a.GetProperty("action").GetString()} by {a.GetProperty("actor").GetString()}: {a.GetProperty("reason").GetString()}"));
        }
    }

    [Fact]
    public async Task A_silo_that_is_killed_goes_on_with_the_same_spot_history_and_positions()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = Seed });
        var settings = Trading(deployment.Settings(venue));

        long ticks;
        long fills;
        await using (var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings))
        {
            var status = await silo.UntilAsync("a fill is booked", s => Fills(s) > 0, Patience);
            ticks = Ticks(status);
            fills = Fills(status);
            await silo.KillAsync();
        }

        await using (var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings))
        {
            var status = await silo.GetAsync("api/status");
            Assert.True(Ticks(status) >= ticks, $"spot ticks: {Ticks(status)} after the kill, {ticks} before");
            Assert.True(Fills(status) >= fills, $"fills: {Fills(status)} after the kill, {fills} before");
            Assert.True(await silo.StopAsync() == 0, silo.Output);
        }
    }

    /// <summary>Takes go one at a time: with the first that is withheld, the one that a halt found on its way has arrived.</summary>
    internal static async Task AssertTakesAreWithheldAsync(SiloUnderTest silo, JsonElement halted)
    {
        var first = await silo.UntilAsync("a take is withheld", s => Withheld(s) > Withheld(halted), Patience);
        Assert.InRange(Orders(first), Orders(halted), Orders(halted) + 1);
        var later = await silo.UntilAsync("more takes are withheld", s => Withheld(s) >= Withheld(first) + 2, Patience);
        Assert.Equal(Orders(first), Orders(later));
    }

    internal static Dictionary<string, string> Trading(Dictionary<string, string> settings) => settings.With(new()
    {
        ["SIGMA_MIN_LOOKBACK_SECONDS"] = "10",
        ["SIGMA_MIN_POINTS"] = "2",
        ["SIGMA_RESAMPLE_SECONDS"] = "1",
        ["EDGE_INTERVAL_SECONDS"] = "1",
        ["NO_NEW_ENTRIES_LAST_SECONDS"] = "1",
        ["MAX_OPEN_POSITIONS"] = "200",
        ["CATALOGUE_INTERVAL_SECONDS"] = "2",
        ["CHECKPOINT_INTERVAL_SECONDS"] = "2",
        ["EV_MIN"] = "0.001",
        ["COST_BUFFER"] = "0",
    });

    internal static long Orders(JsonElement status) => status.GetProperty("decisions").GetProperty("orders").GetInt64();

    internal static long Withheld(JsonElement status) => status.GetProperty("decisions").GetProperty("takes_withheld").GetInt64();

    static long Ticks(JsonElement status) => status.GetProperty("spot").GetProperty("ticks").GetInt64();

    static long Fills(JsonElement status) => status.GetProperty("positions").GetProperty("fills").GetInt64();
}

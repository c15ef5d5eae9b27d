using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Kalshi.VenueSimulator;

namespace Kalshi.System.Tests;

/// <summary>What keeps an order from going, seen from outside.</summary>
public sealed class SafetyTests
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task A_feed_that_stops_closes_the_gate_for_entries_and_the_reason_is_on_the_api()
    {
        await using var deployment = await Deployment.StartAsync();
        var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = 7 });
        var settings = Trading(deployment.Settings(venue));
        settings["GATE_SPOT_AGE_SECONDS"] = "10";
        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings);
        await silo.UntilAsync("entries are allowed", s => Mode(s) == "active", Patience);

        await venue.DisposeAsync();

        var status = await silo.UntilAsync("entries are stopped", s => Mode(s) == "reducing" && Codes(s).Contains("spot_age"), Patience);
        Assert.Matches(@"^spot age [0-9.]+ s > 10 s$", Reason(status, "spot_age"));
        Assert.Contains("spot age at most 10 s", Reason(status, "spot_age", "cleared_by"), StringComparison.Ordinal);
        Assert.Equal("reducing", (await silo.GetAsync("api/gate?scope=global"))[0].GetProperty("mode").GetString());
    }

    [Fact]
    public async Task A_clock_behind_the_venues_closes_the_gate_for_entries_since_prices_come_from_the_future()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = 7, TimestampTolerance = TimeSpan.FromHours(2) });
        var settings = Trading(deployment.Settings(venue));
        settings["CLOCK_ORIGIN"] = (long.Parse(settings["CLOCK_ORIGIN"], CultureInfo.InvariantCulture) - 3600).ToString(CultureInfo.InvariantCulture);
        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings);

        var status = await silo.UntilAsync(
            "entries are stopped", s => Mode(s) == "reducing" && Reason(s, "spot_age")?.Contains("unknown", StringComparison.Ordinal) == false, Patience);

        Assert.Matches(@"^spot age 3[0-9.]+ s > 600 s$", Reason(status, "spot_age"));
        Assert.InRange(status.GetProperty("spot").GetProperty("age_seconds").GetDouble(), -3700, -3000);
    }

    [Fact]
    public async Task An_operators_switches_stop_what_they_name_and_are_on_the_record()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = 7 });
        var settings = Trading(deployment.Settings(venue));
        settings["KILL_SWITCH"] = "series:KXBTC15M";
        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings);
        await silo.UntilAsync("entries are allowed", s => Mode(s) == "active", Patience);
        Assert.Equal("halted", (await silo.GetAsync("api/gate?scope=series:KXBTC15M"))[0].GetProperty("mode").GetString());

        await File.WriteAllTextAsync(settings["KILL_SWITCH_FILE"], "");
        await silo.UntilAsync("the file halts", s => Mode(s) == "halted" && Codes(s).Contains("kill_switch_file"), Patience);
        File.Delete(settings["KILL_SWITCH_FILE"]);
        await silo.UntilAsync("its removal lets go", s => Mode(s) != "halted", Patience);
        // Moved there whole: a file that is still empty halts everything.
        await File.WriteAllTextAsync(settings["KILL_SWITCH_FILE"] + ".new", "series:KXBTC\n");
        File.Move(settings["KILL_SWITCH_FILE"] + ".new", settings["KILL_SWITCH_FILE"]);
        await UntilGateAsync(silo, "series:KXBTC", "halted");
        Assert.NotEqual("halted", (await silo.GetAsync("api/gate?scope=global"))[0].GetProperty("mode").GetString());
        File.Delete(settings["KILL_SWITCH_FILE"]);
        await UntilGateAsync(silo, "series:KXBTC", "active");

        using var paused = await silo.PostAsync("api/pause", new { actor = "ada", reason = "news", scope = "venue:kalshi" });
        Assert.Equal("reducing", (await paused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("mode").GetString());
        using var nowhere = await silo.PostAsync("api/halt", new { actor = "ada", reason = "news", scope = "moon" });
        Assert.Equal(400, (int)nowhere.StatusCode);

        using var limits = await silo.PostAsync("api/limits", new { actor = "ada", reason = "first week", changes = new Dictionary<string, string> { ["order.contracts"] = "7" } });
        Assert.Equal("7.00", (await limits.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("effective").GetProperty("order").GetProperty("contracts").GetString());
        // The writer is beside the hot path: what was answered is stored soon.
        await Eventually.SeenAsync("both limits are on the record", () => RecordedLimitsAsync(silo), limits => limits == "ada 7.00, system 100.00", Patience, silo.Log);
        using var contradiction = await silo.PostAsync("api/limits", new { actor = "ada", reason = "more", changes = new Dictionary<string, string> { ["order.contracts"] = "100000" } });
        Assert.Equal(400, (int)contradiction.StatusCode);

        var preflight = await silo.GetAsync("api/preflight");
        Assert.False(preflight.GetProperty("green").GetBoolean());
        Assert.Equal(
            ["gate series:KXBTC15M", "gate venue:kalshi"],
            preflight.GetProperty("checks").EnumerateArray()
                .Where(c => c.GetProperty("name").GetString()!.StartsWith("gate ", StringComparison.Ordinal) && !c.GetProperty("green").GetBoolean())
                .Select(c => c.GetProperty("name").GetString()).Where(n => n != "gate global").Order());
        var gates = await silo.GetAsync("api/gates");
        Assert.Equal(7, gates.GetProperty("checks").GetArrayLength());
        Assert.False(gates.GetProperty("green").GetBoolean());
        Assert.Equal("paper", (await silo.GetAsync("api/mode")).GetProperty("mode").GetString());
    }

    [Fact]
    public async Task The_console_shows_and_changes_what_stands_before_an_order()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = 7 });
        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, Trading(deployment.Settings(venue)));
        await silo.UntilAsync("entries are allowed", s => Mode(s) == "active", Patience);

        await OperatorConsole.AssertSaysAsync(silo, ["gate"], "global: trading allowed", "series:KXBTC15M", "strategy:edge");
        await OperatorConsole.AssertSaysAsync(silo, ["mode"], "mode paper", "no real capital", "--i-accept-live-orders yes");
        await OperatorConsole.AssertSaysAsync(silo, ["limits", "set", "order.contracts=7", "daily_loss=50", "--reason", "drill", "--as", "ada"], "7.00", "50.0000");
        await OperatorConsole.AssertSaysAsync(silo, ["limits", "show"], "order.contracts", "7.00");
        await OperatorConsole.AssertRefusesAsync(silo, ["limits", "set", "order.contracts=100000", "--reason", "more"], "is not at most market.contracts");
        await OperatorConsole.AssertSaysAsync(silo, ["gates", "attest", "runbooks", "--reason", "dry run", "--as", "ada"], "attest_pass");
        await OperatorConsole.AssertSaysAsync(silo, ["pause", "--reason", "odd books", "--as", "ada", "--scope", "series:KXBTC"], "series:KXBTC: paused by ada", "ENTRIES STOPPED");
        var (preflight, found) = await OperatorConsole.RunAsync(["preflight", "--url", silo.Address.ToString()]);
        Assert.Equal(3, preflight);
        Assert.Contains("odd books", found, StringComparison.Ordinal);
        var (gates, missing) = await OperatorConsole.RunAsync(["gates", "--url", silo.Address.ToString()]);
        Assert.Equal(3, gates);
        Assert.Contains("paper_soak", missing, StringComparison.Ordinal);
    }

    static Dictionary<string, string> Trading(Dictionary<string, string> settings)
    {
        settings["EDGE_INTERVAL_SECONDS"] = "1";
        settings["CATALOGUE_INTERVAL_SECONDS"] = "2";
        return settings;
    }

    static async Task<string> RecordedLimitsAsync(SiloUnderTest silo) => string.Join(
        ", ",
        (await silo.GetAsync("api/events/risk_limits_set?last=10")).EnumerateArray()
            .Select(e => e.GetProperty("payload"))
            .Select(e => $"{e.GetProperty("actor").GetString()} {e.GetProperty("order_contracts_fp").GetString()}").Distinct());

    static Task UntilGateAsync(SiloUnderTest silo, string scope, string mode) => Eventually.SeenAsync(
        $"gate {scope} is {mode}", async () => (await silo.GetAsync($"api/gate?scope={scope}"))[0].GetProperty("mode").GetString(), now => now == mode, Patience,
        silo.Log);

    static string? Mode(JsonElement status) => status.GetProperty("gate").GetProperty("mode").GetString();

    static IEnumerable<string?> Codes(JsonElement status) =>
        status.GetProperty("gate").GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("code").GetString());

    static string? Reason(JsonElement status, string code, string part = "detail") => status.GetProperty("gate").GetProperty("reasons").EnumerateArray()
        .Where(r => r.GetProperty("code").GetString() == code).Select(r => r.GetProperty(part).GetString()).FirstOrDefault();
}

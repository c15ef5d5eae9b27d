using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kalshi.VenueSimulator;

namespace Kalshi.System.Tests;

/// <summary>A session of the silo's own process with faults of the venue, and its record once more through the same grains.</summary>
public sealed class ReplayEqualsLiveTests
{
    const int Rate = 6;

    static readonly DateTimeOffset Origin = new(2026, 11, 21, 14, 5, 0, TimeSpan.Zero);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // Again every five minutes of the venue: whenever the silo has begun to read, some of them strike it.
    static readonly string[] Faults =
    [
        .. Enumerable.Range(0, 60).Select(i => 300 * i).SelectMany(at => (string[])
        [
            $"at {at + 20}s skip orderbook_delta 2", $"at {at + 50}s duplicate orderbook_delta", $"at {at + 80}s swap orderbook_delta",
            $"at {at + 110}s cut kalshi", $"at {at + 170}s cut coinbase", $"at {at + 230}s skip orderbook_delta 1",
        ]),
    ];

    [LongFact]
    public async Task A_session_with_faults_replays_to_the_same_ticks_snapshots_decisions_orders_and_fills_to_the_last_digit()
    {
        await using var deployment = await Deployment.StartAsync(Origin, Rate);
        await using var venue = await deployment.StartVenueAsync(
            new SimulatorOptions { Seed = 7, Faults = Faults, TimestampTolerance = TimeSpan.FromMinutes(10) });
        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, Settings(deployment, venue), FlavourFactAttribute.Embedded);
        await TradeThroughHaltAsync(silo);

        var log = await BundleAsync(silo, deployment, await EndAsync(silo));
        var (exitCode, output) = await ReplayAsync(log);

        Assert.True(exitCode == 0, output);
        Assert.EndsWith("equal", output.TrimEnd(), StringComparison.Ordinal);
        // The one that the end of the window cuts.
        Assert.Matches("not compared: [01] unfinished ticks, 0 orders by hand", output);
        Assert.Equal(Value(output, "recorded"), Value(output, "replayed"));
        var record = await File.ReadAllLinesAsync(log);
        Assert.All(
            (string[])["edge_tick", "edge_snapshot", "decision_tick", "opportunity_decision", "take_verdict", "execution_order", "execution_fill", "feed_gap"],
            type => Assert.Contains(record, line => line.Contains($"\"{type}\"", StringComparison.Ordinal)));
        Assert.Contains(record, line => Payload(line, "take_verdict") is { } verdict && !verdict.GetProperty("admitted").GetBoolean());
        await AssertTheFirstDifferenceIsExplainedAsync(log, record);
    }

    static async Task TradeThroughHaltAsync(SiloUnderTest silo)
    {
        await silo.UntilAsync("a take is filled", s => Positions(s, "fills") > 0, Patience);
        using var halted = await silo.PostAsync("api/halt", new { actor = "ada", reason = "lunch" });
        await silo.UntilAsync("a take is withheld", s => OperatorTests.Withheld(s) > 0, Patience);
        var before = Positions(await silo.GetAsync("api/status"), "fills");
        using var released = await silo.PostAsync("api/release", new { actor = "ada", reason = "back" });
        Assert.True(released.IsSuccessStatusCode);
        await silo.UntilAsync("it trades again, and the faults have struck", s => Positions(s, "fills") > before && HasHadFaults(s), Patience);
    }

    /// <summary>A moment at which no order was on its way, and up to which everything is stored, Unix seconds.</summary>
    static async Task<long> EndAsync(SiloUnderTest silo)
    {
        using var halted = await silo.PostAsync("api/halt", new { actor = "ada", reason = "evening" });
        var halt = NowTs(await silo.GetAsync("api/status"));
        // Ticks come one after the other: a later one says that the orders of those before are done.
        await silo.UntilAsync(
            "a tick after the halt is decided",
            s => s.GetProperty("decisions").GetProperty("as_of_ts") is { ValueKind: JsonValueKind.Number } asOf && asOf.GetInt64() > halt, Patience);
        using var marked = await silo.PostAsync("api/pause", new { actor = "ada", reason = "night", scope = "series:KXETH" });
        Assert.True(marked.IsSuccessStatusCode);
        var end = NowTs(await silo.GetAsync("api/status")) + 1;
        // One stream after the other, each stored in its order.
        await UntilStoredAsync(silo, "operator_action", e => e.GetProperty("payload").GetProperty("reason").GetString() == "night");
        await UntilStoredAsync(silo, "decision_tick", e => e.GetProperty("ts_event").GetInt64() > end);
        await UntilStoredAsync(silo, "spot_tick", e => e.GetProperty("ts_event").GetInt64() > end);
        return end;
    }

    static async Task UntilStoredAsync(SiloUnderTest silo, string type, Func<JsonElement, bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!(await silo.GetAsync($"api/events/{type}?last=20")).EnumerateArray().Any(condition))
        {
            Assert.False(patience.IsCancellationRequested, $"no such {type} is stored within {Patience}\n{silo.Log()}");
            await Task.Delay(200);
        }
    }

    static Task<(int ExitCode, string Output)> ReplayAsync(string log) => OperatorConsole.RunAsync(
        ["replay", log, "--compare"],
        new Dictionary<string, string> { ["KALSHI_SIMULATION"] = Programs.PathOf("Simulation", "Kalshi.Simulation.dll", FlavourFactAttribute.Embedded) });

    /// <summary>The whole record up to a moment.</summary>
    static async Task<string> BundleAsync(SiloUnderTest silo, Deployment deployment, long end)
    {
        var (file, folder) = (Path.Combine(deployment.Folder, "bundle.tar.gz"), Directory.CreateDirectory(Path.Combine(deployment.Folder, "bundle")));
        await OperatorConsole.AssertSaysAsync(
            silo, ["bundle", "--from", Moment(Origin.ToUnixTimeSeconds() - 7200), "--to", Moment(end), "--out", file], "bundle.tar.gz");
        await using var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(gzip, folder.FullName, overwriteFiles: false);
        return Path.Combine(folder.FullName, "replay.jsonl");
    }

    /// <summary>One digit of one event is changed.</summary>
    static async Task AssertTheFirstDifferenceIsExplainedAsync(string log, string[] record)
    {
        var index = Array.FindIndex(record, line => Payload(line, "edge_snapshot") is not null);
        var probability = Payload(record[index], "edge_snapshot")!.Value.GetProperty("probability_yes_raw").GetRawText();
        record[index] = record[index].Replace($"\"probability_yes_raw\": {probability}", "\"probability_yes_raw\": 0.123456789", StringComparison.Ordinal);
        var forged = log + ".forged";
        await File.WriteAllLinesAsync(forged, record);

        var (exitCode, output) = await ReplayAsync(forged);

        Assert.True(exitCode == 2, output);
        Assert.Contains("first difference: event 0 of edge_snapshot KX", output, StringComparison.Ordinal);
        Assert.Contains($"probability_yes_raw: recorded 0.123456789, replayed {probability}", output, StringComparison.Ordinal);
    }

    static Dictionary<string, string> Settings(Deployment deployment, SimulatorHost venue)
    {
        var settings = OperatorTests.Trading(deployment.Settings(venue));
        // A third of a second of the wall's, and two seconds.
        settings["EDGE_INTERVAL_SECONDS"] = "2";
        settings["CATALOGUE_INTERVAL_SECONDS"] = $"{2 * Rate}";
        return settings;
    }

    static JsonElement? Payload(string line, string type)
    {
        if (!line.Contains($"\"{type}\"", StringComparison.Ordinal))
            return null;
        var json = JsonSerializer.Deserialize<JsonElement>(line).GetProperty("event");
        return json.GetProperty("event_type").GetString() == type ? json.GetProperty("payload") : null;
    }

    static string Value(string output, string name) => Regex.Match(output, $"^{name} ([0-9a-f]{{16}})", RegexOptions.Multiline).Groups[1].Value;

    static long Positions(JsonElement status, string name) => status.GetProperty("positions").GetProperty(name).GetInt64();

    static bool HasHadFaults(JsonElement status) => status.GetProperty("feeds").EnumerateArray()
        .Single(f => f.GetProperty("name").GetString() == "kalshi.ws").GetProperty("gaps").GetInt64() > 0;

    static long NowTs(JsonElement status) => status.GetProperty("now_ms").GetInt64() / 1000;

    static string Moment(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("O", CultureInfo.InvariantCulture);
}

using System.Diagnostics;
using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Kalshi.VenueSimulator;
using Npgsql;

namespace Kalshi.System.Tests;

public sealed class ConsoleTests
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_console_answers_every_question_of_the_operator()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = 11 });
        var settings = deployment.Settings(venue);
        settings["EDGE_INTERVAL_SECONDS"] = "1";
        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings);
        await silo.UntilAsync("decisions are made on live books", s => s.GetProperty("decisions").GetProperty("decided").GetInt64() > 0
            && s.GetProperty("markets").GetProperty("live_books").GetInt32() > 0
            && s.GetProperty("gate").GetProperty("entries_allowed").GetBoolean(), Patience);
        var ticker = (await silo.GetAsync("api/markets")).EnumerateArray()
            .First(m => m.GetProperty("book_state").GetString() == "live").GetProperty("market").GetString()!;

        await OperatorConsole.AssertSaysAsync(silo, ["status"], "trading allowed", "kalshi.ws", "coinbase.ws");
        await OperatorConsole.AssertSaysAsync(silo, ["markets"], "KXBTC", "live");
        await OperatorConsole.AssertSaysAsync(silo, ["book", ticker, "--depth", "3"], "yes bid", "yes ask");
        await OperatorConsole.AssertSaysAsync(silo, ["edges"], "P(yes)", "sigma");
        await OperatorConsole.AssertSaysAsync(silo, ["opportunities", "--why"], "sigma_not_ready");
        await OperatorConsole.AssertSaysAsync(silo, ["halt", "--reason", "drill", "--as", "ada"], "halted", "ada", "drill");
        await OperatorConsole.AssertSaysAsync(silo, ["status"], "HALTED");
        await OperatorConsole.AssertSaysAsync(silo, ["release", "--reason", "drill over", "--as", "bob"], "released", "bob");
        await silo.UntilAsync("the record is stored", s => s.GetProperty("writer").GetProperty("lag").GetInt64() < 100, Patience);
        await OperatorConsole.AssertSaysAsync(silo, ["events", "operator_action", "--last", "20", "--json"], "\"action\": \"halt\"", "\"action\": \"release\"");
        await OperatorConsole.AssertSaysAsync(silo, ["verify"], "grains follow from the record");
        await AssertEveryQueryAnswersInJsonAsync(silo, ticker);
        await AssertABundleCanBeReplayedAsync(silo, deployment);
        await AssertReportsAsync(silo, deployment);
    }

    [Fact]
    public async Task What_is_no_command_is_told_with_exit_code_1()
    {
        var (exitCode, output) = await OperatorConsole.RunAsync(["stauts"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("status", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silo_that_is_not_there_is_said_with_exit_code_2()
    {
        var (exitCode, output) = await OperatorConsole.RunAsync(["status", "--url", "http://127.0.0.1:1"]);

        Assert.Equal(2, exitCode);
        Assert.Contains("no silo answers", output, StringComparison.Ordinal);
    }

    static async Task AssertEveryQueryAnswersInJsonAsync(SiloUnderTest silo, string ticker)
    {
        await OperatorConsole.UntilSaysAsync(silo, ["explain", ticker], Patience, "spot_stale", "passed");
        foreach (var query in (string[])
        [
            "status", "markets", $"book {ticker}", "edges", "opportunities --why", $"history {ticker}", $"explain {ticker}", "positions", "executions",
            "orders", "limits show", "gate", "mode", "config", "audit", "grains", "dlq list", "reconcile show", "health live", "events spot_tick", "verify",
            "report all", "preflight", "gates",
        ])
        {
            var (exitCode, output) = await OperatorConsole.RunAsync([.. query.Split(' '), "--json", "--url", silo.Address.ToString()]);
            // Readiness for real capital takes days; its answer is an answer all the same.
            Assert.True(exitCode == 0 || (exitCode == 3 && query is "gates" or "preflight"), $"kalshi {query}: exit code {exitCode}\n{output}");
            using var json = JsonDocument.Parse(output);
            Assert.True(json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array, query);
        }
    }

    /// <summary>The last half hour in one file: without secrets, and with a log that the real grains can play again.</summary>
    static async Task AssertABundleCanBeReplayedAsync(SiloUnderTest silo, Deployment deployment)
    {
        var now = (await silo.GetAsync("api/status")).GetProperty("now_ms").GetInt64() / 1000;
        var (file, folder) = (Path.Combine(deployment.Folder, "bundle.tar.gz"), Directory.CreateDirectory(Path.Combine(deployment.Folder, "bundle")));
        await OperatorConsole.AssertSaysAsync(
            silo, ["bundle", "--from", Moment(now - 1800), "--to", Moment(now + 60), "--out", file], "bundle.tar.gz");
        await using (var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress))
            await TarFile.ExtractToDirectoryAsync(gzip, folder.FullName, overwriteFiles: false);
        Assert.All(folder.GetFiles("*", SearchOption.AllDirectories), part =>
            Assert.DoesNotContain(SiloUnderTest.Token, File.ReadAllText(part.FullName), StringComparison.Ordinal));
        Assert.Contains("opportunity_decision.jsonl", folder.GetFiles("*", SearchOption.AllDirectories).Select(part => part.Name));

        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Programs.PathOf("Simulation", "Kalshi.Simulation.dll"), "replay", Path.Combine(folder.FullName, "replay.jsonl")])
            start.ArgumentList.Add(argument);
        using var replay = Process.Start(start)!;
        var errors = replay.StandardError.ReadToEndAsync();
        var output = await replay.StandardOutput.ReadToEndAsync();
        await replay.WaitForExitAsync();

        Assert.True(replay.ExitCode == 0, $"{output}{await errors}");
        Assert.Matches("^[1-9][0-9]* market events", output);
        Assert.Matches("[1-9][0-9]* decisions", output);
    }

    static string Moment(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Two markets that have settled, as the scoring leaves them.</summary>
    static async Task AssertReportsAsync(SiloUnderTest silo, Deployment deployment)
    {
        await OperatorConsole.AssertSaysAsync(silo, ["report", "daily"], "no market that settled within 30 days is scored yet");
        await using (var database = NpgsqlDataSource.Create(deployment.Dsn))
        await using (var facts = database.CreateCommand("""
            INSERT INTO event_store.fact_edge_snapshot_scores (asof_ts, market_id, strategy_version, settled_day, horizon_seconds, prob_yes, outcome, brier, log_loss)
            SELECT i, 'KX-' || i % 2, 'v1', '2026-11-21', 600, 0.25 + 0.5 * (i % 2), i % 2, 0.0625, 0.288 FROM generate_series(1, 8) i;
            INSERT INTO event_store.fact_opportunity_outcomes (ts_eval, market_id, side, strategy_version, settled_day, would_trade, reason_not_eligible, ev_net, outcome, won, pnl)
            SELECT i, 'KX-' || i % 2, 'YES', 'v1', '2026-11-21', i % 2 = 1, CASE i % 2 WHEN 0 THEN 'ev_below_threshold' END, 0.01 + 0.04 * (i % 2), i % 2, i % 2 = 1, i % 2 - 0.45
            FROM generate_series(1, 8) i;
            INSERT INTO event_store.fact_daily_performance VALUES ('2026-11-21', 2, 8, 0.0625, NULL, 0.288, 8, 4, 4, 0.2, 2.2, 3, 3, 0.06, 1.59);
            """))
        {
            await facts.ExecuteNonQueryAsync();
        }
        var page = Path.Combine(deployment.Folder, "report.html");

        await OperatorConsole.AssertSaysAsync(silo, ["report", "all", "--html", page], "2026-11-21", "1.59", "0.7 to 0.8", "5–15 min", "ev_below_threshold", page);

        var html = await File.ReadAllTextAsync(page);
        Assert.Equal(4, html.Split("<svg ").Length - 1);
        Assert.Contains("given 0.750, happened 1.000, 4 snapshots of 1 markets", html, StringComparison.Ordinal);
        Assert.All((string[])["<script", "http", "NaN", "∞"], foreign => Assert.DoesNotContain(foreign, html, StringComparison.Ordinal));
    }
}

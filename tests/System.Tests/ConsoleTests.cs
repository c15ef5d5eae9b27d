using System.Diagnostics;
using Kalshi.VenueSimulator;

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
            && s.GetProperty("markets").GetProperty("live_books").GetInt32() > 0, Patience);
        var ticker = (await silo.GetAsync("api/markets")).EnumerateArray()
            .First(m => m.GetProperty("book_state").GetString() == "live").GetProperty("market").GetString()!;

        await AssertSaysAsync(silo, ["status"], "trading allowed", "kalshi.ws", "coinbase.ws");
        await AssertSaysAsync(silo, ["markets"], "KXBTC", "live");
        await AssertSaysAsync(silo, ["book", ticker, "--depth", "3"], "yes bid", "yes ask");
        await AssertSaysAsync(silo, ["edges"], "P(yes)", "sigma");
        await AssertSaysAsync(silo, ["opportunities", "--why"], "sigma_not_ready");
        await AssertSaysAsync(silo, ["halt", "--reason", "drill", "--as", "ada"], "halted", "ada", "drill");
        await AssertSaysAsync(silo, ["status"], "HALTED");
        await AssertSaysAsync(silo, ["release", "--reason", "drill over", "--as", "bob"], "released", "bob");
        await silo.UntilAsync("the record is stored", s => s.GetProperty("writer").GetProperty("lag").GetInt64() < 100, Patience);
        await AssertSaysAsync(silo, ["events", "operator_action", "--last", "2", "--json"], "\"action\": \"halt\"", "\"action\": \"release\"");
    }

    [Fact]
    public async Task A_silo_that_is_not_there_is_said_with_exit_code_2()
    {
        var (exitCode, output) = await RunAsync(["status", "--url", "http://127.0.0.1:1"]);

        Assert.Equal(2, exitCode);
        Assert.Contains("no silo answers", output, StringComparison.Ordinal);
    }

    static async Task AssertSaysAsync(SiloUnderTest silo, string[] arguments, params string[] words)
    {
        var (exitCode, output) = await RunAsync([.. arguments, "--url", silo.Address.ToString()]);
        Assert.True(exitCode == 0, $"kalshi {string.Join(' ', arguments)}: exit code {exitCode}\n{output}\n{silo.Log()}");
        Assert.All(words, word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    static async Task<(int ExitCode, string Output)> RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Programs.PathOf("Client", "kalshi.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["OPERATIONS_TOKEN"] = SiloUnderTest.Token;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}

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

        await OperatorConsole.AssertSaysAsync(silo, ["status"], "trading allowed", "kalshi.ws", "coinbase.ws");
        await OperatorConsole.AssertSaysAsync(silo, ["markets"], "KXBTC", "live");
        await OperatorConsole.AssertSaysAsync(silo, ["book", ticker, "--depth", "3"], "yes bid", "yes ask");
        await OperatorConsole.AssertSaysAsync(silo, ["edges"], "P(yes)", "sigma");
        await OperatorConsole.AssertSaysAsync(silo, ["opportunities", "--why"], "sigma_not_ready");
        await OperatorConsole.AssertSaysAsync(silo, ["halt", "--reason", "drill", "--as", "ada"], "halted", "ada", "drill");
        await OperatorConsole.AssertSaysAsync(silo, ["status"], "HALTED");
        await OperatorConsole.AssertSaysAsync(silo, ["release", "--reason", "drill over", "--as", "bob"], "released", "bob");
        await silo.UntilAsync("the record is stored", s => s.GetProperty("writer").GetProperty("lag").GetInt64() < 100, Patience);
        await OperatorConsole.AssertSaysAsync(silo, ["events", "operator_action", "--last", "2", "--json"], "\"action\": \"halt\"", "\"action\": \"release\"");
    }

    [Fact]
    public async Task A_silo_that_is_not_there_is_said_with_exit_code_2()
    {
        var (exitCode, output) = await OperatorConsole.RunAsync(["status", "--url", "http://127.0.0.1:1"]);

        Assert.Equal(2, exitCode);
        Assert.Contains("no silo answers", output, StringComparison.Ordinal);
    }
}

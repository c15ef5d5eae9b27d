using System.CommandLine;
using System.Diagnostics;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi run-once</c>: one cycle of the silo, for schedules.</summary>
static class RunOnceCommand
{
    const int NoSilo = 2;

    internal static Command Create()
    {
        var mode = new Option<string>("--mode") { Description = "collect (default), analyze or trade", DefaultValueFactory = _ => "collect" };
        mode.AcceptOnlyFromAmong("collect", "analyze", "trade");
        var seconds = new Option<int>("--seconds") { Description = "Most time that the cycle may take", DefaultValueFactory = _ => 120 };
        var record = new Option<string>("--record") { Description = "Where the record of the cycles is kept; its lock lies beside it", DefaultValueFactory = _ => "run-once.json" };
        var silo = new Option<string?>("--silo") { Description = "Kalshi.Silo.dll (default: KALSHI_SILO, else beside this console)" };
        var command = new Command("run-once",
            "One cycle of the silo with the settings of the environment, then its end. Exit codes: 0 done, 1 done but the balance does not come out even, "
            + "2 bus, database or venue cannot be used, 3 another cycle is under way, 4 not done in time, 78 a setting is wrong")
        { mode, seconds, record, silo };
        command.SetAction(async (parsed, stop) =>
        {
            if ((parsed.GetValue(silo) ?? Find()) is not { } program || !File.Exists(program))
            {
                AnsiConsole.MarkupLine("[red]Kalshi.Silo.dll is not beside this console: name it with --silo[/]");
                return NoSilo;
            }
            using var process = Process.Start(new ProcessStartInfo("dotnet",
            [
                program, "--urls", "http://127.0.0.1:0", "--run-once", parsed.GetValue(mode)!, "--run-once-seconds", $"{parsed.GetValue(seconds)}",
                "--run-once-record", parsed.GetValue(record)!,
            ]))!;
            await process.WaitForExitAsync(stop);
            return process.ExitCode;
        });
        return command;
    }

    /// <summary>Where a build, and where the container, has put it.</summary>
    static string? Find()
    {
        var here = AppContext.BaseDirectory;
        return ((string?[])[Environment.GetEnvironmentVariable("KALSHI_SILO"), Path.Combine(here, "../../Silo/release/Kalshi.Silo.dll"), Path.Combine(here, "../silo/Kalshi.Silo.dll")])
            .FirstOrDefault(path => !string.IsNullOrEmpty(path) && File.Exists(path));
    }
}

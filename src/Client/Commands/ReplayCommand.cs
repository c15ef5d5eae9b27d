using System.CommandLine;
using System.Diagnostics;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi replay</c>: a recording, or the record in a bundle, once more through the real grains.</summary>
static class ReplayCommand
{
    const int NoSimulation = 1;

    internal static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "replay.jsonl of a bundle, or a capture (*.frames.jsonl.gz)" };
        var compare = new Option<bool>("--compare") { Description = "Compare what comes of it with the record, and explain the first difference" };
        var spot = new Option<FileInfo?>("--spot") { Description = "Recorded trades of the underlying, for a capture" };
        var program = new Option<string?>("--simulation") { Description = "Kalshi.Simulation.dll (default: KALSHI_SIMULATION, else beside this console)" };
        var command = new Command("replay",
            "Plays a recording through the real grains under virtual time. Exit codes: 0 done, and equal where compared; 1 unusable file; 2 it differs")
        { file, compare, spot, program };
        command.SetAction(async (parsed, stop) =>
        {
            if ((parsed.GetValue(program) ?? Find()) is not { } simulation || !File.Exists(simulation))
            {
                AnsiConsole.MarkupLine("[red]Kalshi.Simulation.dll is not beside this console: build src/Simulation, or name it with --simulation[/]");
                return NoSimulation;
            }
            List<string> arguments = [simulation, "replay", parsed.GetValue(file)!.FullName];
            if (parsed.GetValue(compare))
                arguments.Add("--compare");
            if (parsed.GetValue(spot) is { } trades)
                arguments.AddRange(["--spot", trades.FullName]);
            using var process = Process.Start(new ProcessStartInfo("dotnet", arguments))!;
            await process.WaitForExitAsync(stop);
            return process.ExitCode;
        });
        return command;
    }

    /// <summary>Where a build has put it: beside this program's own output.</summary>
    static string? Find()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return ((string?[])[Environment.GetEnvironmentVariable("KALSHI_SIMULATION"), Path.Combine(here.FullName, "../../Simulation", here.Name, "Kalshi.Simulation.dll")])
            .FirstOrDefault(path => !string.IsNullOrEmpty(path) && File.Exists(path));
    }
}

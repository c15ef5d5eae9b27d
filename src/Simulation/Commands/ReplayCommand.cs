using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Kalshi.Simulation.Replay;
using Kalshi.Simulation.Silo;

namespace Kalshi.Simulation.Commands;

/// <summary><c>replay FILE</c>: a recording through the real grains.</summary>
static class ReplayCommand
{
    internal static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "A capture (*.frames.jsonl.gz) or a log of events (JSON lines)" };
        var spot = new Option<FileInfo?>("--spot") { Description = "Recorded trades of the underlying, for a capture" };
        var compare = new Option<FileInfo?>("--compare") { Description = "A log of events to compare with; for a log of a whole system it may be the file itself" };
        var command = new Command("replay", "Plays a recording through the real grains under virtual time and prints what came of it. Exit codes: 0 done, 1 unusable file, 2 it differs.")
        {
            file, spot, compare,
        };
        command.SetAction(result =>
        {
            try
            {
                return Run(result.GetValue(file)!.FullName, result.GetValue(spot)?.FullName, result.GetValue(compare)?.FullName);
            }
            catch (Exception e) when (e is IOException or FormatException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(e.Message);
                return 1;
            }
        });
        return command;
    }

    static int Run(string path, string? spot, string? compare)
    {
        var events = Recordings.Read(path, spot);
        // nondeterministic: the speed that is shown to people.
        var watch = Stopwatch.StartNew();
        var report = ReplayRun.Run(events, StrategySettings.Default);
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.MarketEvents} market events of {report.Simulated.TotalMinutes:0.0} minutes in {seconds:0.0} s: {report.MarketEvents / seconds:0} events/s"));
        Console.WriteLine($"{report.Decisions} decisions, {report.Takes} takes, {report.Fills} fills");
        Console.WriteLine($"hash {report.Hash:x16}");
        if (compare is null)
            return 0;
        var difference = ReplayDifference.Find(report.Produced, EventLogFile.Read(compare).Select(e => e.Envelope.Payload));
        Console.WriteLine(difference?.ToString() ?? "the same decisions, orders and fills");
        return difference is null ? 0 : 2;
    }
}

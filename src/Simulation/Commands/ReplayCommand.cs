using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Kalshi.Simulation.Replay;
using Kalshi.Simulation.Replay.Sessions;

namespace Kalshi.Simulation.Commands;

/// <summary><c>replay FILE</c>: a recording through the real grains.</summary>
static class ReplayCommand
{
    internal static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "A capture (*.frames.jsonl.gz) or a log of events (JSON lines)" };
        var spot = new Option<FileInfo?>("--spot") { Description = "Recorded trades of the underlying, for a capture" };
        var compare = new Option<bool>("--compare") { Description = "Compare what came of it with what the file says: of the record of a whole system, as in a bundle" };
        var command = new Command("replay", "Plays a recording through the real grains under virtual time and prints what came of it. Exit codes: 0 done, 1 unusable file, 2 it differs.")
        {
            file, spot, compare,
        };
        command.SetAction(result =>
        {
            try
            {
                return Run(result.GetValue(file)!.FullName, result.GetValue(spot)?.FullName, result.GetValue(compare));
            }
            catch (Exception e) when (e is IOException or FormatException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(e.Message);
                return 1;
            }
        });
        return command;
    }

    static int Run(string path, string? spot, bool compare)
    {
        var events = Recordings.Read(path, spot);
        // nondeterministic: the speed that is shown to people.
        var watch = Stopwatch.StartNew();
        var report = ReplayRun.Run(events, settings: null);
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.MarketEvents} market events of {report.Simulated.TotalMinutes:0.0} minutes in {seconds:0.0} s: {report.MarketEvents / seconds:0} events/s"));
        Console.WriteLine($"{report.Decisions} decisions, {report.Takes} takes, {report.Fills} fills");
        Console.WriteLine($"hash {report.Hash:x16}");
        return compare ? Compare(events, report) : 0;
    }

    static int Compare(IReadOnlyList<ReplayedEvent> events, ReplayReport report)
    {
        if (!RecordedSession.Is(events))
            throw new FormatException("edge_tick: the file has none, so there is nothing to compare with; a capture has no decisions");
        var comparison = SessionComparison.Of(events, report.Produced);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"compared: {comparison.Events} events; not compared: {comparison.Unfinished} unfinished ticks, {comparison.ByHand} orders by hand"));
        Console.WriteLine($"recorded {comparison.RecordedHash:x16}");
        Console.WriteLine($"replayed {comparison.ReplayedHash:x16}");
        Console.WriteLine(comparison.Difference?.ToString() ?? "equal");
        return comparison.Difference is null ? 0 : 2;
    }
}

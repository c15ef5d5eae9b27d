using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Kalshi.Simulation.Running;
using Trace = Kalshi.Simulation.Tracing.Trace;

namespace Kalshi.Simulation.Commands;

/// <summary>The command itself: runs seeds, and prints what a failing one needs to be understood and run again.</summary>
static class SeedsCommand
{
    const int FailuresShown = 5, LinesShown = 60;

    internal static RootCommand Create()
    {
        var seeds = new Option<string>("--seeds") { Description = "One seed or a range, e.g. 17 or 1..2000", DefaultValueFactory = _ => "1..200" };
        var parallel = new Option<int>("--parallel") { Description = "Seeds side by side", DefaultValueFactory = _ => Environment.ProcessorCount };
        var trace = new Option<bool>("--trace") { Description = "Prints every line of the course; for a single seed" };
        var hashes = new Option<bool>("--hashes") { Description = "Prints the hash of each course, to compare machines or builds" };
        var stop = new Option<bool>("--first") { Description = "Ends at the first seed that fails" };
        var root = new RootCommand("Runs the real grains under virtual time against simulated venue, bus and database. Exit codes: 0 every invariant held, 1 wrong usage, 2 one did not.")
        {
            seeds, parallel, trace, hashes, stop,
        };
        root.Subcommands.Add(DaysCommand.Create());
        root.Subcommands.Add(ReplayCommand.Create());
        root.SetAction(result =>
        {
            if (!TryRange(result.GetValue(seeds)!, out var first, out var last))
            {
                Console.Error.WriteLine($"--seeds: '{result.GetValue(seeds)}' is neither a seed nor a range like 1..2000");
                return 1;
            }
            return result.GetValue(trace) ? Trace(first) : Sweep(first, last, Math.Max(1, result.GetValue(parallel)), result.GetValue(hashes), result.GetValue(stop));
        });
        return root;
    }

    static int Sweep(int first, int last, int parallel, bool hashes, bool stopsAtFirst)
    {
        // nondeterministic: the speed that is shown to people.
        var watch = Stopwatch.StartNew();
        var totals = new SweepTotals();
        SeedSweep.Run(first, last, parallel, result =>
        {
            totals.Add(result);
            if (hashes)
                Console.WriteLine($"{result.Seed} {result.Hash:x16}");
            if (result.Violation is not null && totals.Failed <= FailuresShown)
                Console.WriteLine(Failure(result));
            return result.Violation is null || !stopsAtFirst;
        });
        foreach (var line in totals.Lines(watch.Elapsed))
            Console.WriteLine(line);
        return totals.Failed == 0 ? 0 : 2;
    }

    static int Trace(int seed)
    {
        var trace = new Trace { Listener = Console.WriteLine };
        var result = SeedRun.Run(seed, trace);
        Console.WriteLine($"{result.Scenario}");
        Console.WriteLine(result.Violation is { } violation ? $"VIOLATED: {violation.Invariant}: {violation.Detail}" : "every invariant held");
        Console.WriteLine($"hash {result.Hash:x16}");
        return result.Violation is null ? 0 : 2;
    }

    /// <summary>What a failing seed prints.</summary>
    internal static string Failure(SeedResult result) => string.Join(
        Environment.NewLine,
        [
            .. result.Trace.Last(LinesShown),
            $"SEED {result.Seed} violates: {result.Violation!.Invariant}",
            $"  {result.Violation.Detail}",
            $"  at {result.Violation.At:O}, life {result.Lives}, trace hash {result.Hash:x16}",
            $"  run it again: dotnet run -c Release --project src/Simulation -- --seeds {result.Seed} --trace",
            "",
        ]);

    static bool TryRange(string text, out int first, out int last)
    {
        var parts = text.Split("..");
        last = 0;
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out first)
            && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out last)
            && parts.Length <= 2 && last >= first;
    }
}

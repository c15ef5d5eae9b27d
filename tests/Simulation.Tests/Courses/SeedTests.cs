using System.Diagnostics;
using System.Globalization;
using Kalshi.Simulation.Commands;
using Kalshi.Simulation.Invariants;
using Kalshi.Simulation.Running;
using Trace = Kalshi.Simulation.Tracing.Trace;

namespace Kalshi.Simulation.Tests.Courses;

public sealed class SeedTests
{
    // The whole range runs as a step of ./test; these are for whoever runs the tests alone.
    const int First = 1, Last = 60;

    [Fact]
    public void Every_invariant_holds_for_every_seed()
    {
        var failures = new List<string>();
        var (takes, fills, settlements, lives) = (0, 0, 0, 0);
        SeedSweep.Run(First, Last, Environment.ProcessorCount, result =>
        {
            takes += result.Takes;
            fills += result.Fills;
            settlements += result.Settlements;
            lives += result.Lives;
            if (result.Violation is not null)
                failures.Add(SeedsCommand.Failure(result));
            return true;
        });

        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
        // A world in which nothing happens would prove nothing.
        Assert.True(takes > Last && fills > Last && settlements > Last && lives > Last, $"{takes} takes, {fills} fills, {settlements} settlements, {lives} lives");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(42)]
    public void A_seed_takes_the_same_course_twice(int seed)
    {
        var first = SeedRun.Run(seed);
        var second = SeedRun.Run(seed);

        Assert.Equal(first.Hash, second.Hash);
        Assert.Equal(first.Trace.Last(400), second.Trace.Last(400));
    }

    [Fact]
    public async Task A_seed_takes_the_same_course_in_another_process()
    {
        const int seed = 7;
        var program = typeof(SeedRun).Assembly.Location;
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "--seeds", seed.ToString(CultureInfo.InvariantCulture), "--hashes"])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Contains($"{seed} {SeedRun.Run(seed).Hash:x16}", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Different_seeds_take_different_courses() =>
        Assert.Equal(5, Enumerable.Range(1, 5).Select(seed => SeedRun.Run(seed).Hash).Distinct().Count());

    [Fact]
    public void A_failing_seed_says_which_rule_broke_what_came_before_and_how_to_run_it_again()
    {
        var trace = new Trace();
        trace.Add(DateTimeOffset.UnixEpoch, "stored", "positions", "paper");
        var result = SeedRun.Run(1) with { Violation = new Violation("the rule", "the detail", DateTimeOffset.UnixEpoch), Trace = trace };

        var text = SeedsCommand.Failure(result);

        Assert.Contains("SEED 1 violates: the rule", text, StringComparison.Ordinal);
        Assert.Contains("the detail", text, StringComparison.Ordinal);
        Assert.Contains("stored       positions paper", text, StringComparison.Ordinal);
        Assert.Contains("--seeds 1 --trace", text, StringComparison.Ordinal);
    }
}

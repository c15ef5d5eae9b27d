using System.Collections.Concurrent;

namespace Kalshi.Simulation.Running;

/// <summary>Many seeds, each on one thread, as many side by side as asked for.</summary>
static class SeedSweep
{
    /// <param name="finished">Called for each seed, in no order, one at a time; with false no further seeds are begun.</param>
    internal static void Run(int first, int last, int parallel, Func<SeedResult, bool> finished)
    {
        var seeds = Partitioner.Create(Enumerable.Range(first, last - first + 1), EnumerablePartitionerOptions.NoBuffering);
        var one = new Lock();
        Parallel.ForEach(seeds, new ParallelOptions { MaxDegreeOfParallelism = parallel }, (seed, sweep) =>
        {
            var result = SeedRun.Run(seed);
            lock (one)
            {
                if (!finished(result))
                    sweep.Stop();
            }
        });
    }
}

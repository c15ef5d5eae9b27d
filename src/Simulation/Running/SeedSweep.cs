using System.Collections.Concurrent;

namespace Kalshi.Simulation.Running;

/// <summary>Many seeds, each on one thread, as many side by side as asked for.</summary>
static class SeedSweep
{
    /// <param name="finished">Called for each seed, in no order, one at a time.</param>
    internal static void Run(int first, int last, int parallel, Action<SeedResult> finished)
    {
        var seeds = Partitioner.Create(Enumerable.Range(first, last - first + 1), EnumerablePartitionerOptions.NoBuffering);
        var one = new Lock();
        Parallel.ForEach(seeds, new ParallelOptions { MaxDegreeOfParallelism = parallel }, seed =>
        {
            var result = SeedRun.Run(seed);
            lock (one)
                finished(result);
        });
    }
}

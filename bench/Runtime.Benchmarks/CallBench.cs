namespace Kalshi.Runtime.Benchmarks;

/// <summary>Measures calls per second: a warm-up, then the best of five rounds.</summary>
/// <param name="callsPerRound">Enough for half a second or more, where the figures shall mean something.</param>
sealed class CallBench(IGrainFactory factory, TimeProvider time, int callsPerRound)
{
    const int Rounds = 5;

    long _nextGrain = 1_000_000;

    public Task Measure(string name, int callers, int grains) => Run(name, callers, async (caller, calls) =>
    {
        var targets = Targets(caller, callers, grains);
        for (var call = 0; call < calls; call++)
            await targets[call % targets.Length].Add(1);
    });

    public Task MeasurePipelined(string name, int callers, int depth, int grains) => Run(name, callers, async (caller, calls) =>
    {
        var targets = Targets(caller, callers, grains);
        var underWay = new Task[depth];
        for (var call = 0; call < calls; call += depth)
        {
            for (var slot = 0; slot < depth; slot++)
                underWay[slot] = targets[(call + slot) % targets.Length].Add(1);
            await Task.WhenAll(underWay);
        }
    });

    public Task MeasureLater(string name, int callers, int grains) => Run(name, callers, async (caller, calls) =>
    {
        var targets = Targets(caller, callers, grains);
        for (var call = 0; call < calls; call++)
            await targets[call % targets.Length].AddLater(1);
    });

    public Task MeasureGrainToGrain(string name, int callers) =>
        Run(name, callers, (caller, calls) => factory.GetGrain<ICallerGrain>(caller).Call(caller, calls));

    public Task MeasureActivation(string name, int callers) => Run(name, callers, async (_, calls) =>
    {
        // A tenth: each grain stays in memory until the benchmark ends.
        for (var call = 0; call < calls / 10; call++)
            await factory.GetGrain<IAdderGrain>(Interlocked.Increment(ref _nextGrain)).Add(1);
    }, counted: 0.1);

    IAdderGrain[] Targets(int caller, int callers, int grains)
    {
        var share = Math.Max(1, grains / callers);
        return [.. Enumerable.Range(0, share).Select(number => factory.GetGrain<IAdderGrain>((caller * share + number) % grains))];
    }

    async Task Run(string name, int callers, Func<int, int, Task> work, double counted = 1)
    {
        var best = 0.0;
        var bytes = 0.0;
        for (var round = 0; round <= Rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var start = time.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => work(caller, callsPerRound / callers))));
            var seconds = time.GetElapsedTime(start).TotalSeconds;
            bytes = (GC.GetTotalAllocatedBytes(precise: true) - before) / (callsPerRound * counted);
            if (round > 0)
                best = Math.Max(best, callsPerRound * counted / seconds);
        }
        Table.Row(name, best);
        Table.Row("  bytes allocated for each", bytes);
    }
}

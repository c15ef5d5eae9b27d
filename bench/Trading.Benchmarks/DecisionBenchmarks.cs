using BenchmarkDotNet.Attributes;
using Kalshi.Trading.Edges;
using Kalshi.Trading.Opportunities;

namespace Kalshi.Trading.Benchmarks;

/// <summary>A decision over the snapshots of one edge tick.</summary>
[MemoryDiagnoser]
public class DecisionBenchmarks
{
    readonly IReadOnlyList<MarketSnapshot> _snapshots = Strategy.Snapshots();
    readonly OpportunityLoopConfig _config = new();
    readonly HashSet<PositionKey> _none = [];

    [Benchmark(Description = "decision over 40 snapshots, gates included")]
    public OpportunityTick Decide() => OpportunityLoop.Decide(_config, _snapshots, _none, _none, Strategy.Now);
}

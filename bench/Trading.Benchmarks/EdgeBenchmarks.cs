using BenchmarkDotNet.Attributes;
using Kalshi.Trading.Edges;
using Kalshi.Trading.Probability;
using Kalshi.Trading.Universe;
using Kalshi.Trading.Volatility;

namespace Kalshi.Trading.Benchmarks;

/// <summary>One market's edge, and the tick around it.</summary>
[MemoryDiagnoser]
public class EdgeBenchmarks
{
    readonly EdgeInputs _inputs = Strategy.Inputs();
    readonly EdgeEngine _engine = new(new());
    readonly AverageSettlementModel _average = new();
    readonly SigmaParameters _sigma = new();
    readonly Contract _contract;
    readonly Contract _range;
    readonly Quote _quote;
    readonly UnderlyingState _state = new(80_010, 0.45, 3_600);

    public EdgeBenchmarks()
    {
        _contract = _inputs.Contracts.First();
        _range = _contract with { Terms = new(StrikeType.Between, 80_000, 80_250) };
        _quote = _inputs.Quotes[_contract.Ticker];
    }

    [Benchmark(Description = "edge, one strike")]
    public Edge? OneStrike() => EdgeRules.ForMarket(TerminalPriceModel.Instance, _contract, _quote, _state, Strategy.Now);

    [Benchmark(Description = "edge, range")]
    public Edge? Range() => EdgeRules.ForMarket(TerminalPriceModel.Instance, _range, _quote, _state, Strategy.Now);

    [Benchmark(Description = "edge, one strike, average settlement")]
    public Edge? AverageSettlement() => EdgeRules.ForMarket(_average, _contract, _quote, _state, Strategy.Now);

    [Benchmark(Description = "erf")]
    public double Erf() => ErrorFunction.Erf(_state.SigmaAnnualized);

    [Benchmark(Description = "sigma of an hour")]
    public SigmaEstimate Sigma() => SigmaEstimator.Estimate(_inputs.SpotHistory.Span, Strategy.Now, _sigma);

    [Benchmark(Description = "edge tick, 40 markets, sigma included")]
    public EdgeTick Tick() => _engine.Compute(_inputs);
}

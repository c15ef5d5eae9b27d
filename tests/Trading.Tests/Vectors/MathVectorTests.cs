using Kalshi.Trading.Fees;
using Kalshi.Trading.Identity;
using Kalshi.Trading.Probability;
using Kalshi.Trading.Scoring;
using Kalshi.Trading.Volatility;
using Xunit.Abstractions;

namespace Kalshi.Trading.Tests.Vectors;

public sealed class MathVectorTests(ITestOutputHelper output)
{
    readonly VectorRun _run = new(output);

    [VectorFact]
    public void Every_file_is_of_a_kind_that_a_test_reads() =>
        Assert.All(VectorFolder.Files, file => Assert.Contains(VectorFolder.KindOf(file), VectorRun.Kinds));

    [VectorFact]
    public void Fees_equal_the_reference() => _run.All("fees", c =>
        [new("fee_dollars", c["fee_dollars"], ReferenceFee.TakerDollars(c.Double("price_cents"), c.Long("contracts") ?? 0))]);

    [VectorFact]
    public void Probabilities_equal_the_reference() => _run.All("probability", c =>
    {
        var (spot, strike, upper) = (c.Required("spot"), c.Required("K"), c.Required("upper"));
        var (horizon, sigma) = (c.Required("horizon_seconds"), c.Required("sigma"));
        return
        [
            new("le", c["le"], GeometricBrownianMotion.LessOrEqual(spot, strike, horizon, sigma)),
            new("ge", c["ge"], GeometricBrownianMotion.GreaterOrEqual(spot, strike, horizon, sigma)),
            new("between", c["between"], GeometricBrownianMotion.Between(spot, strike, upper, horizon, sigma)),
            new("le_raw", c["le_raw"], GeometricBrownianMotion.LessOrEqualRaw(spot, strike, horizon, sigma)),
            new("ge_raw", c["ge_raw"], GeometricBrownianMotion.GreaterOrEqualRaw(spot, strike, horizon, sigma)),
            new("between_raw", c["between_raw"], GeometricBrownianMotion.BetweenRaw(spot, strike, upper, horizon, sigma)),
        ];
    });

    [VectorFact]
    public void Volatilities_equal_the_reference() => _run.All("volatility", c =>
    {
        var bucket = (int)c.Required("bucket_seconds");
        var points = c["timestamps"].AsList.Zip(c["prices"].AsList)
            .Where(pair => !pair.First.IsNull && !pair.Second.IsNull)
            .Select(pair => new SpotPoint(pair.First.ToInt64()!.Value, pair.Second.ToDouble()!.Value)).ToArray();
        var resampled = Resampling.LastOfBucket(points, bucket);
        var returns = Ewma.LogReturns([.. resampled.Select(p => p.Price)]);
        var perStep = Ewma.Volatility(returns, c.Required("lambda"));
        return
        [
            new("resampled_ts", c["resampled_ts"], List(resampled.Select(p => PayloadValue.Of(p.Ts)))),
            new("resampled_prices", c["resampled_prices"], List(resampled.Select(p => PayloadValue.Of(p.Price)))),
            new("log_returns", c["log_returns"], List(returns.Select(PayloadValue.Of))),
            new("ewma_vol_per_step", c["ewma_vol_per_step"], perStep),
            new("sigma_annualized", c["sigma_annualized"], perStep is { } v ? Ewma.Annualize(v, bucket) : PayloadValue.Null),
        ];
    });

    [VectorFact]
    public void Scores_equal_the_reference() => _run.All("edge_scores", c =>
    {
        var snapshot = c["snapshot"].AsDictionary;
        var score = EdgeScore.Of(
            snapshot.Double("prob_yes"), snapshot.Double("yes_ask"), snapshot.Double("no_ask"), (int)c.Required("outcome"));
        return
        [
            new("score", c["score"], PayloadValue.Of(new PayloadDictionary
            {
                { "pnl_take_yes", score.PnlTakeYes },
                { "pnl_take_no", score.PnlTakeNo },
                { "brier", score.Brier },
                { "logloss", score.LogLoss },
                { "error", score.Error },
            })),
        ];
    });

    static PayloadValue List(IEnumerable<PayloadValue> items) => PayloadValue.Of(items.ToList());
}

using FsCheck.Fluent;
using Kalshi.Trading.Probability;
using Kalshi.Trading.Volatility;

namespace Kalshi.Trading.Tests.Probability;

public sealed class AverageSettlementModelTests
{
    const double Spot = 80_000;
    const double Sigma = 0.5;

    static readonly AverageSettlementModel Model = new();

    static ContractTerms AtLeast(double strike) => new(StrikeType.Greater, strike, null);

    static double Raw(IProbabilityModel model, double strike, double horizon, ObservedAverage seen = default) =>
        model.ProbabilityOfYes(AtLeast(strike), new(Spot, Sigma, horizon, seen))!.Value.Raw;

    /// <summary>One seeded simulation of second-by-second paths, the truth that the approximation is held against.</summary>
    static double Simulated(double strike, int horizon, double seenSum, int paths = 10_000)
    {
        var random = new Random(7);
        var step = Sigma * Math.Sqrt(1 / GeometricBrownianMotion.SecondsPerYear);
        var hits = 0;
        for (var path = 0; path < paths; path++)
        {
            var (price, sum) = (Spot, seenSum);
            for (var second = 1; second <= horizon; second++)
            {
                var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                price *= Math.Exp(step * normal - step * step / 2);
                if (horizon - second < 60)
                    sum += price;
            }
            hits += sum / 60 >= strike ? 1 : 0;
        }
        return hits / (double)paths;
    }

    [Theory]
    [InlineData(80_020, 90, 0)]
    [InlineData(79_990, 60, 0)]
    [InlineData(80_010, 20, 40)]
    [InlineData(80_003, 5, 55)]
    public void It_agrees_with_simulated_paths(double strike, int horizon, int secondsSeen)
    {
        var seen = new ObservedAverage(secondsSeen, secondsSeen * (Spot + 5));
        // Three standard errors of 10,000 paths.
        Assert.Equal(Simulated(strike, horizon, seen.Sum), Raw(Model, strike, horizon, seen), 0.015);
    }

    [Fact]
    public void An_average_varies_less_than_the_last_price() => Property.Holds(
        from distance in Property.Between(0.0001, 0.01)
        from horizon in Gen.Choose(60, 900)
        select (Strike: Spot * (1 + distance), horizon),
        x => Raw(Model, x.Strike, x.horizon) <= Raw(TerminalPriceModel.Instance, x.Strike, x.horizon) + 1e-15);

    [Fact]
    public void Far_from_the_close_both_models_agree() =>
        Assert.Equal(Raw(TerminalPriceModel.Instance, 80_100, 86_400), Raw(Model, 80_100, 86_400), 1e-4);

    [Fact]
    public void A_window_of_one_second_is_the_last_price() => Property.Holds(
        from strike in Property.Between(79_000, 81_000)
        from horizon in Gen.Choose(1, 900)
        select (strike, horizon),
        x => Math.Abs(Raw(new AverageSettlementModel(1), x.strike, x.horizon) - Raw(TerminalPriceModel.Instance, x.strike, x.horizon)) < 1e-9);

    [Fact]
    public void A_higher_strike_is_never_more_likely_whatever_was_seen() => Property.Holds(
        from strike in Property.Between(79_000, 81_000)
        from horizon in Gen.Choose(0, 60)
        from average in Property.Between(79_500, 80_500)
        select (strike, horizon, Seen: new ObservedAverage(60 - horizon, (60 - horizon) * average)),
        x => Raw(Model, x.strike, x.horizon, x.Seen) >= Raw(Model, x.strike + 10, x.horizon, x.Seen));

    [Fact]
    public void When_the_seconds_seen_decide_it_is_as_good_as_certain()
    {
        Assert.Equal(1 - 1e-12, Model.ProbabilityOfYes(AtLeast(Spot), new(Spot, Sigma, 1, new(59, 59 * (Spot + 100))))!.Value.Clamped);
        Assert.Equal(1e-12, Model.ProbabilityOfYes(AtLeast(Spot), new(Spot, Sigma, 0, new(60, 60 * (Spot - 0.01))))!.Value.Clamped);
        Assert.Equal(1.0, Model.ProbabilityOfYes(AtLeast(Spot), new(Spot - 500, Sigma, 0, new(60, 60 * Spot)))!.Value.Raw);
    }

    [Fact]
    public void A_known_basis_moves_the_strike() => Property.Holds(
        from strike in Property.Between(79_900, 80_100)
        from horizon in Gen.Choose(0, 60)
        select (strike, horizon, Seen: new ObservedAverage(60 - horizon, (60 - horizon) * Spot)),
        x => Math.Abs(
            Raw(new AverageSettlementModel(60, new(-5, 0)), x.strike, x.horizon, x.Seen) - Raw(Model, x.strike - 5, x.horizon, x.Seen)) < 1e-12);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    public void An_uncertain_basis_keeps_the_last_seconds_uncertain(int horizon)
    {
        var seen = new ObservedAverage(60 - horizon, (60 - horizon) * (Spot + 7));
        var model = new AverageSettlementModel(60, new(0, 7));
        Assert.Equal(1 - 1e-12, Model.ProbabilityOfYes(AtLeast(Spot), new(Spot + 7, Sigma, horizon, seen))!.Value.Clamped, 0.01);
        // One standard deviation above the strike.
        Assert.Equal(0.84, model.ProbabilityOfYes(AtLeast(Spot), new(Spot + 7, Sigma, horizon, seen))!.Value.Raw, 0.02);
    }

    [Fact]
    public void A_basis_is_learnt_from_settled_markets_with_a_grain_of_salt()
    {
        Assert.Equal(new SettlementBasis(0, 10), SettlementBasis.Estimate([], 10));
        Assert.Equal(-2.5, SettlementBasis.Estimate([-5], 10).Mean);
        var learnt = SettlementBasis.Estimate([.. Enumerable.Repeat(-5.0, 999)], 10);
        Assert.Equal(-5, learnt.Mean, 0.01);
        Assert.InRange(learnt.Deviation, 0.1, 0.5);
    }

    [Fact]
    public void A_window_with_holes_has_no_probability()
    {
        Assert.Null(Model.ProbabilityOfYes(AtLeast(Spot), new(Spot, Sigma, 30, new(29, 29 * Spot))));
        Assert.Null(Model.ProbabilityOfYes(AtLeast(Spot), new(Spot, Sigma, 30)));
        Assert.Null(Model.ProbabilityOfYes(AtLeast(Spot), new(Spot, 0, 90)));
        Assert.Null(Model.ProbabilityOfYes(default, new(Spot, Sigma, 90)));
    }

    [Fact]
    public void A_second_without_a_tick_keeps_the_price_before_it()
    {
        SpotPoint[] history = [new(90, 10), new(101, 20), new(104, 40)];
        Assert.Equal(new ObservedAverage(5, 20 + 20 + 20 + 40 + 40), SettlementWindow.Observed(history, 160, 60, 105));
        Assert.Equal(new ObservedAverage(1, 20), SettlementWindow.Observed(history, 160, 60, 101));
        Assert.Equal(default, SettlementWindow.Observed(history, 160, 60, 100));
        Assert.Equal(default, SettlementWindow.Observed([new(102, 1)], 160, 60, 105));
        Assert.Equal(60, SettlementWindow.Observed(history, 160, 60, 500).Seconds);
    }
}

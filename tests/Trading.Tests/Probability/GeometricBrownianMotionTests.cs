using FsCheck;
using FsCheck.Fluent;
using Kalshi.Trading.Probability;

namespace Kalshi.Trading.Tests.Probability;

public sealed class GeometricBrownianMotionTests
{
    readonly record struct Market(double Spot, double Strike, double Width, double Horizon, double Sigma);

    static readonly Gen<Market> Markets =
        from spot in Property.Between(1_000, 200_000)
        from distance in Property.Between(-0.2, 0.2)
        from width in Property.Between(0.01, 5_000)
        from horizon in Property.Between(1, 100_000)
        from sigma in Property.Between(0.01, 5)
        select new Market(spot, spot * Math.Exp(distance), width, horizon, sigma);

    [Fact]
    public void A_higher_strike_is_never_less_likely_to_hold_from_above() => Property.Holds(Markets, m =>
        GeometricBrownianMotion.LessOrEqual(m.Spot, m.Strike, m.Horizon, m.Sigma)
        <= GeometricBrownianMotion.LessOrEqual(m.Spot, m.Strike + m.Width, m.Horizon, m.Sigma));

    [Fact]
    public void A_higher_strike_is_never_more_likely_to_be_reached() => Property.Holds(Markets, m =>
        GeometricBrownianMotion.GreaterOrEqual(m.Spot, m.Strike, m.Horizon, m.Sigma)
        >= GeometricBrownianMotion.GreaterOrEqual(m.Spot, m.Strike + m.Width, m.Horizon, m.Sigma));

    [Fact]
    public void A_wider_range_is_never_less_likely() => Property.Holds(Markets, m =>
        GeometricBrownianMotion.BetweenRaw(m.Spot, m.Strike, m.Strike + m.Width, m.Horizon, m.Sigma)
        <= GeometricBrownianMotion.BetweenRaw(m.Spot, m.Strike, m.Strike + 2 * m.Width, m.Horizon, m.Sigma));

    /// <summary>For strikes above the spot it does not hold: the median falls as time goes on.</summary>
    [Fact]
    public void More_time_makes_a_strike_at_or_below_the_spot_more_likely_to_be_undercut() => Property.Holds(Markets, m =>
        GeometricBrownianMotion.LessOrEqualRaw(m.Spot, Math.Min(m.Strike, m.Spot), m.Horizon, m.Sigma)
        <= GeometricBrownianMotion.LessOrEqualRaw(m.Spot, Math.Min(m.Strike, m.Spot), m.Horizon * 1.5, m.Sigma) + 1e-15);

    [Fact]
    public void Below_and_above_a_strike_are_everything() => Property.Holds(Markets, m =>
        GeometricBrownianMotion.LessOrEqualRaw(m.Spot, m.Strike, m.Horizon, m.Sigma)
        + GeometricBrownianMotion.GreaterOrEqualRaw(m.Spot, m.Strike, m.Horizon, m.Sigma) is > 1 - 1e-15 and < 1 + 1e-15);

    [Fact]
    public void A_clamped_probability_is_never_certain() => Property.Holds(Markets, m =>
        GeometricBrownianMotion.Between(m.Spot, m.Strike, m.Strike + m.Width, m.Horizon, m.Sigma) is >= 1e-12 and <= 1 - 1e-12);

    [Fact]
    public void Without_time_left_the_probability_is_a_step_that_includes_the_strike()
    {
        Assert.Equal(1.0, GeometricBrownianMotion.LessOrEqualRaw(100, 100, 0, 0.5));
        Assert.Equal(1.0, GeometricBrownianMotion.GreaterOrEqualRaw(100, 100, 0, 0.5));
        Assert.Equal(1.0, GeometricBrownianMotion.BetweenRaw(100, 100, 101, -3, 0.5));
        Assert.Equal(0.0, GeometricBrownianMotion.BetweenRaw(101, 100, 101, 0, 0.5));
    }

    [Theory]
    [InlineData(0.0, 100.0, 0.5)]
    [InlineData(100.0, 0.0, 0.5)]
    [InlineData(100.0, 100.0, 0.0)]
    [InlineData(-1.0, 100.0, 0.5)]
    public void Nonsense_has_no_probability(double spot, double strike, double sigma)
    {
        Assert.Null(GeometricBrownianMotion.LessOrEqual(spot, strike, 60, sigma));
        Assert.Null(GeometricBrownianMotion.GreaterOrEqualRaw(spot, strike, 60, sigma));
        Assert.Null(GeometricBrownianMotion.Between(spot, strike, strike + 1, 60, sigma));
    }

    [Fact]
    public void The_terminal_model_agrees_with_the_distribution_for_every_strike_type() => Property.Holds(Markets, m =>
    {
        var state = new UnderlyingState(m.Spot, m.Sigma, m.Horizon);
        var range = TerminalPriceModel.Instance.ProbabilityOfYes(new(StrikeType.Between, m.Strike, m.Strike + m.Width), state)!.Value;
        return TerminalPriceModel.Instance.ProbabilityOfYes(new(StrikeType.Less, null, m.Strike), state)!.Value.Clamped
                == GeometricBrownianMotion.LessOrEqual(m.Spot, m.Strike, m.Horizon, m.Sigma)
            && TerminalPriceModel.Instance.ProbabilityOfYes(new(StrikeType.Greater, m.Strike, null), state)!.Value.Raw
                == GeometricBrownianMotion.GreaterOrEqualRaw(m.Spot, m.Strike, m.Horizon, m.Sigma)
            && range.Clamped == GeometricBrownianMotion.Between(m.Spot, m.Strike, m.Strike + m.Width, m.Horizon, m.Sigma)
            && range.Raw == GeometricBrownianMotion.BetweenRaw(m.Spot, m.Strike, m.Strike + m.Width, m.Horizon, m.Sigma);
    });
}

using Kalshi.Trading.Risk;
using static Kalshi.Trading.Tests.Risk.Sample;

namespace Kalshi.Trading.Tests.Risk;

public sealed class RiskCanaryTests
{
    const long Live = 1_800_000_000;
    const long Day = 86_400;

    static readonly RiskCanary Canary = new();

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(Day - 1, 1000, true)]
    [InlineData(Day, 49, true)]
    [InlineData(Day, 50, false)]
    [InlineData(Day - 1, 50, true)]
    public void Both_the_hours_and_the_orders_have_to_pass(long after, int orders, bool still) =>
        Assert.Equal(still, Canary.Describe(Live, orders, Live + after) is not null);

    [Fact]
    public void Everything_at_stake_is_tiny_then()
    {
        var limits = Canary.Apply(new RiskLimits());

        Assert.All([limits.Order, limits.Market, limits.Series, limits.Venue, limits.Total], cap => Assert.Equal(Cap("10", "25"), cap));
        Assert.Equal((Dollars("10"), Dollars("10")), (limits.WorstCaseLoss, limits.DailyLoss));
        Assert.Empty(limits.Faults());
    }

    [Fact]
    public void Limits_that_are_smaller_stay()
    {
        var small = new RiskLimits() with { Order = Cap("1", "2"), DailyLoss = Dollars("3") };

        Assert.Equal((Cap("1", "2"), Dollars("3")), (Canary.Apply(small).Order, Canary.Apply(small).DailyLoss));
    }
}

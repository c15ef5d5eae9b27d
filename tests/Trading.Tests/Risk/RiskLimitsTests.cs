using Kalshi.Trading.Risk;
using static Kalshi.Trading.Tests.Risk.Sample;

namespace Kalshi.Trading.Tests.Risk;

public sealed class RiskLimitsTests
{
    [Fact]
    public void The_defaults_hold_together() => Assert.Empty(new RiskLimits().Faults());

    [Fact]
    public void A_wider_limit_inside_a_narrower_one_is_a_fault_with_both_numbers() =>
        Assert.Equal(
            ["market.notional: 600.0000 is not at most series.notional 500.0000"],
            (new RiskLimits() with { Market = Cap("600", "200") }).Faults());

    public static TheoryData<string, RiskLimits> Faulty => new()
    {
        { "order.notional", new RiskLimits() with { Order = Cap("0", "1") } },
        { "order.contracts", new RiskLimits() with { Order = Cap("1", "0") } },
        { "total.notional", new RiskLimits() with { Total = Cap("1000000.0001", "2000") } },
        { "total.contracts", new RiskLimits() with { Total = Cap("1000", "10000000.01") } },
        { "open_positions", new RiskLimits() with { OpenPositions = 0 } },
        { "orders_per_minute", new RiskLimits() with { OrdersPerMinute = 10_001 } },
        { "worst_case_loss", new RiskLimits() with { WorstCaseLoss = Money.Zero } },
        { "daily_loss", new RiskLimits() with { DailyLoss = Dollars("-1") } },
        { "consecutive_failures", new RiskLimits() with { ConsecutiveFailures = 0 } },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_limit_out_of_range_is_named(string field, RiskLimits limits) => Assert.StartsWith(field + ": ", Assert.Single(limits.Faults()));
}

using Kalshi.Trading.Risk;
using static Kalshi.Trading.Tests.Risk.Sample;

namespace Kalshi.Trading.Tests.Risk;

public sealed class RiskRulesTests
{
    [Fact]
    public void Within_every_limit_an_order_may_go() => Assert.Null(Refuse(Wide, [Held("10", "5")], Order("10")));

    public static TheoryData<string, RiskLimits, string, string> Boundaries => new()
    {
        { "risk_order_contracts", Wide with { Order = Cap("1000", "10") }, "10", "10.01" },
        { "risk_order_notional", Wide with { Order = Cap("5", "1000") }, "10", "10.01" },
        { "risk_market_contracts", Wide with { Market = Cap("1000", "30") }, "10", "10.01" },
        { "risk_market_notional", Wide with { Market = Cap("15", "1000") }, "10", "10.01" },
        { "risk_series_contracts", Wide with { Series = Cap("1000", "50") }, "10", "10.01" },
        { "risk_series_notional", Wide with { Series = Cap("25", "1000") }, "10", "10.01" },
        { "risk_venue_contracts", Wide with { Venue = Cap("1000", "70") }, "10", "10.01" },
        { "risk_venue_notional", Wide with { Venue = Cap("35", "1000") }, "10", "10.01" },
        { "risk_total_contracts", Wide with { Total = Cap("1000", "70") }, "10", "10.01" },
        { "risk_total_notional", Wide with { Total = Cap("35", "1000") }, "10", "10.01" },
        // 10 contracts at 50 cents cost 5.00 and, as a taker, a fee of 0.18.
        { "risk_worst_case_loss", Wide with { WorstCaseLoss = Dollars("35.18") }, "10", "10.01" },
        { "risk_daily_loss", Wide with { DailyLoss = Dollars("35.18") }, "10", "10.01" },
    };

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void A_limit_may_be_reached_and_not_passed(string word, RiskLimits limits, string fits, string passes)
    {
        // 20 contracts in the market, its sibling and another series each, for 10 dollars each.
        Stake[] held = [Held("20", "10"), Held("20", "10", Sibling), Held("20", "10", Other)];

        Assert.Null(Refuse(limits, held, Order(fits)));
        Assert.StartsWith(word + ": ", Refuse(limits, held, Order(passes)));
    }

    [Fact]
    public void A_refusal_has_the_numbers() =>
        Assert.Equal("risk_market_notional: 10.0000 + 5.0000 > 12.0000", Refuse(Wide with { Market = Cap("12", "1000") }, [Held("20", "10")], Order("10")));

    [Fact]
    public void A_new_market_needs_a_free_place_and_a_held_one_does_not()
    {
        var limits = Wide with { OpenPositions = 1 };

        Assert.Null(Refuse(limits, [Held("1", "1")], Order("1")));
        Assert.Equal("risk_open_positions: 1 of 1 are open", Refuse(limits, [Held("1", "1")], Order("1", market: Other)));
    }

    [Fact]
    public void A_minute_has_so_many_orders_and_exits_count()
    {
        var limits = Wide with { OrdersPerMinute = 3 };

        Assert.Null(RiskRules.Refuse(limits, [], Order("1"), 2, Money.Zero));
        Assert.StartsWith("risk_orders_per_minute", RiskRules.Refuse(limits, [], Order("1"), 3, Money.Zero));
        Assert.StartsWith("risk_orders_per_minute", RiskRules.Refuse(limits, [], Order("1", reduces: true), 3, Money.Zero));
    }

    [Fact]
    public void An_exit_is_not_held_back_by_what_it_reduces() =>
        Assert.Null(Refuse(Wide with { Market = Cap("10", "20") }, [Held("20", "10")], Order("20", reduces: true)));

    [Fact]
    public void What_was_lost_today_leaves_less_to_lose()
    {
        var limits = Wide with { DailyLoss = Dollars("10") };

        Assert.Null(RiskRules.Refuse(limits, [], Order("10"), 0, Dollars("-4.82")));
        Assert.StartsWith("risk_daily_loss", RiskRules.Refuse(limits, [], Order("10"), 0, Dollars("-4.83")));
        Assert.Null(RiskRules.Refuse(limits, [], Order("18"), 0, Dollars("5")));
    }

    [Fact]
    public void An_absurd_quantity_is_refused_and_not_multiplied() =>
        Assert.StartsWith("risk_order_contracts", Refuse(Wide, [], Order("9999999999999999", "1.0000")));

    [Theory]
    [InlineData("0.00")]
    [InlineData("-1.00")]
    public void No_contracts_are_no_order(string contracts) => Assert.StartsWith("risk_order_contracts", Refuse(Wide, [], Order(contracts)));

    static string? Refuse(RiskLimits limits, IReadOnlyCollection<Stake> held, OrderStake order) =>
        RiskRules.Refuse(limits, held, order, 0, Money.Zero);
}

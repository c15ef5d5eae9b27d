using Kalshi.Silo.Safety;
using Kalshi.Trading.Risk;

namespace Kalshi.Silo.Tests.Safety;

public sealed class LimitChangeTests
{
    [Theory]
    [InlineData("order.notional", "1.50")]
    [InlineData("order.contracts", "2")]
    [InlineData("market.notional", "3")]
    [InlineData("market.contracts", "4")]
    [InlineData("series.notional", "5")]
    [InlineData("series.contracts", "6")]
    [InlineData("venue.notional", "7")]
    [InlineData("venue.contracts", "8")]
    [InlineData("total.notional", "9")]
    [InlineData("total.contracts", "10")]
    [InlineData("open_positions", "11")]
    [InlineData("orders_per_minute", "12")]
    [InlineData("worst_case_loss", "13")]
    [InlineData("daily_loss", "14")]
    [InlineData("consecutive_failures", "15")]
    public void Each_limit_has_a_name_and_changes_alone(string name, string value)
    {
        var before = new RiskLimits();

        var after = LimitChange.Apply(before, new Dictionary<string, string> { [name] = value });

        Assert.NotEqual(before, after);
        Assert.Equal(1, Values(before).Zip(Values(after)).Count(pair => pair.First != pair.Second));
    }

    [Theory]
    [InlineData("order.price", "1", "'order.price' is no limit")]
    [InlineData("daily_loss", "much", "daily_loss")]
    [InlineData("open_positions", "-1", "open_positions: '-1' is not a whole number")]
    [InlineData("order.contracts", "1.005", "order.contracts")]
    public void What_is_no_limit_or_no_value_is_named(string name, string value, string words)
    {
        var fault = Assert.Throws<FormatException>(() => LimitChange.Apply(new RiskLimits(), new Dictionary<string, string> { [name] = value }));

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    static IEnumerable<object> Values(RiskLimits l) =>
    [
        l.Order.Notional, l.Order.Contracts, l.Market.Notional, l.Market.Contracts, l.Series.Notional, l.Series.Contracts, l.Venue.Notional,
        l.Venue.Contracts, l.Total.Notional, l.Total.Contracts, l.OpenPositions, l.OrdersPerMinute, l.WorstCaseLoss, l.DailyLoss, l.ConsecutiveFailures,
    ];
}

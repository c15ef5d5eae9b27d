using Kalshi.Trading.Risk;

namespace Kalshi.Trading.Tests.Risk;

/// <summary>Orders and stakes for tests of risk limits.</summary>
static class Sample
{
    internal static readonly MarketTicker First = MarketTicker.Parse("KXBTCD-26NOV2117-T95249.99", "test");
    internal static readonly MarketTicker Sibling = MarketTicker.Parse("KXBTCD-26NOV2117-T95499.99", "test");
    internal static readonly MarketTicker Other = MarketTicker.Parse("KXBTC-26NOV2117-B95250", "test");

    /// <summary>Limits that nothing in these tests reaches, for tests of one limit at a time.</summary>
    internal static readonly RiskLimits Wide = new()
    {
        Order = Cap("1000", "1000"),
        Market = Cap("1000", "1000"),
        Series = Cap("1000", "1000"),
        Venue = Cap("1000", "1000"),
        Total = Cap("1000", "1000"),
        OpenPositions = 100,
        OrdersPerMinute = 100,
        WorstCaseLoss = Dollars("2000"),
        DailyLoss = Dollars("2000"),
    };

    internal static Money Dollars(string text) => Money.Parse(text, "test");

    internal static Quantity Contracts(string text) => Quantity.Parse(text, "test");

    internal static ExposureCap Cap(string notional, string contracts) => new(Dollars(notional), Contracts(contracts));

    internal static OrderStake Order(string contracts, string price = "0.5000", MarketTicker? market = null, bool reduces = false) =>
        new("kalshi", market ?? First, Price.Parse(price, "test"), Contracts(contracts), reduces);

    internal static Stake Held(string contracts, string notional, MarketTicker? market = null) =>
        new("kalshi", market ?? First, Contracts(contracts), Dollars(notional), Dollars(notional));
}

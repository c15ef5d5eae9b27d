namespace Kalshi.Trading.Risk;

/// <summary>What an account may have at stake.</summary>
public sealed record RiskLimits
{
    /// <summary>One order (RISK_ORDER_NOTIONAL, default 100 dollars; RISK_ORDER_CONTRACTS, default 100).</summary>
    public ExposureCap Order { get; init; } = Cap(100, 100);

    /// <summary>One market (RISK_MARKET_NOTIONAL, default 200 dollars; RISK_MARKET_CONTRACTS, default 200).</summary>
    public ExposureCap Market { get; init; } = Cap(200, 200);

    /// <summary>All markets of a series (RISK_SERIES_NOTIONAL, default 500 dollars; RISK_SERIES_CONTRACTS, default 1000).</summary>
    public ExposureCap Series { get; init; } = Cap(500, 1000);

    /// <summary>All markets of a venue (RISK_VENUE_NOTIONAL, default 1000 dollars; RISK_VENUE_CONTRACTS, default 2000).</summary>
    public ExposureCap Venue { get; init; } = Cap(1000, 2000);

    /// <summary>Everything (RISK_TOTAL_NOTIONAL, default 1000 dollars; RISK_TOTAL_CONTRACTS, default 2000).</summary>
    public ExposureCap Total { get; init; } = Cap(1000, 2000);

    /// <summary>Markets with a position or an order (RISK_OPEN_POSITIONS, default 50).</summary>
    public int OpenPositions { get; init; } = 50;

    /// <summary>Orders granted within any 60 s (RISK_ORDERS_PER_MINUTE, default 60).</summary>
    public int OrdersPerMinute { get; init; } = 60;

    /// <summary>What is lost when every position and order settles against us, fees included (RISK_WORST_CASE_LOSS, default 1000 dollars).</summary>
    public Money WorstCaseLoss { get; init; } = Dollars(1000);

    /// <summary>Realised loss of a UTC day at which trading halts; an entry that could lead beyond it is refused before
    /// (RISK_DAILY_LOSS, default 100 dollars).</summary>
    public Money DailyLoss { get; init; } = Dollars(100);

    /// <summary>Orders in a row that the venue refused or left unknown, at which trading halts (RISK_CONSECUTIVE_FAILURES, default 5).</summary>
    public int ConsecutiveFailures { get; init; } = 5;

    static ExposureCap Cap(long dollars, long contracts) => new(Dollars(dollars), Quantity.FromSteps(contracts * Quantity.Scale));

    static Money Dollars(long dollars) => Money.FromSteps(dollars * Money.Scale);
}

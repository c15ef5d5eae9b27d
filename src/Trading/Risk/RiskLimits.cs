namespace Kalshi.Trading.Risk;

/// <summary>What an account may have at stake.</summary>
public sealed record RiskLimits
{
    // No account of this system is meant to be larger; a limit beyond it is a slip of the finger.
    static readonly Money Ceiling = Dollars(1_000_000);
    static readonly Quantity MostContracts = Quantity.FromSteps(10_000_000 * Quantity.Scale);

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

    /// <summary>Loss of a UTC day at which trading halts, realised alone or together with open positions marked at the bid; an entry
    /// that could lead beyond it is refused before (RISK_DAILY_LOSS, default 100 dollars).</summary>
    public Money DailyLoss { get; init; } = Dollars(100);

    /// <summary>Orders in a row that the venue refused or left unknown, at which trading halts (RISK_CONSECUTIVE_FAILURES, default 5).</summary>
    public int ConsecutiveFailures { get; init; } = 5;

    /// <summary>Everything that is wrong with these limits, each naming field and value; empty when they can hold.</summary>
    public IReadOnlyList<string> Faults()
    {
        (string Name, ExposureCap Cap)[] caps = [("order", Order), ("market", Market), ("series", Series), ("venue", Venue), ("total", Total)];
        List<string> faults = [];
        foreach (var (name, cap) in caps)
        {
            Require(faults, $"{name}.notional", cap.Notional, cap.Notional > Money.Zero && cap.Notional <= Ceiling, "above 0, at most 1 000 000 dollars");
            Require(faults, $"{name}.contracts", cap.Contracts, cap.Contracts > Quantity.Zero && cap.Contracts <= MostContracts, "above 0, at most 10 000 000");
        }
        for (var i = 1; i < caps.Length; i++)
        {
            var (inner, outer) = (caps[i - 1], caps[i]);
            Require(faults, $"{inner.Name}.notional", inner.Cap.Notional, inner.Cap.Notional <= outer.Cap.Notional, $"at most {outer.Name}.notional {outer.Cap.Notional}");
            Require(faults, $"{inner.Name}.contracts", inner.Cap.Contracts, inner.Cap.Contracts <= outer.Cap.Contracts, $"at most {outer.Name}.contracts {outer.Cap.Contracts}");
        }
        Require(faults, "open_positions", OpenPositions, OpenPositions is >= 1 and <= 10_000, "1 to 10000");
        Require(faults, "orders_per_minute", OrdersPerMinute, OrdersPerMinute is >= 1 and <= 10_000, "1 to 10000");
        Require(faults, "worst_case_loss", WorstCaseLoss, WorstCaseLoss > Money.Zero && WorstCaseLoss <= Ceiling, "above 0, at most 1 000 000 dollars");
        Require(faults, "daily_loss", DailyLoss, DailyLoss > Money.Zero && DailyLoss <= Ceiling, "above 0, at most 1 000 000 dollars");
        Require(faults, "consecutive_failures", ConsecutiveFailures, ConsecutiveFailures is >= 1 and <= 1000, "1 to 1000");
        return faults;
    }

    static void Require<T>(List<string> faults, string field, T value, bool holds, string range)
    {
        if (!holds)
            faults.Add($"{field}: {value} is not {range}");
    }

    static ExposureCap Cap(long dollars, long contracts) => new(Dollars(dollars), Quantity.FromSteps(contracts * Quantity.Scale));

    static Money Dollars(long dollars) => Money.FromSteps(dollars * Money.Scale);
}

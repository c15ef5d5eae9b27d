namespace Kalshi.Trading.Risk;

/// <summary>Tiny limits for the first orders after going live.</summary>
public sealed record RiskCanary
{
    /// <summary>At stake in all (CANARY_NOTIONAL, default 10 dollars).</summary>
    public Money Notional { get; init; } = Money.FromSteps(10 * Money.Scale);

    /// <summary>At stake in all (CANARY_CONTRACTS, default 25).</summary>
    public Quantity Contracts { get; init; } = Quantity.FromSteps(25 * Quantity.Scale);

    /// <summary>Orders for which they hold (CANARY_ORDERS, default 50) …</summary>
    public int Orders { get; init; } = 50;

    /// <summary>… and time for which they hold; the longer of both counts (CANARY_HOURS, default 24 h).</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Why and until when an account is a canary; null when it no longer is.</summary>
    /// <param name="sinceTs">When it went live, Unix seconds.</param>
    /// <param name="orders">Orders granted since.</param>
    public string? Describe(long sinceTs, int orders, long nowTs)
    {
        var until = sinceTs + (long)Period.TotalSeconds;
        return nowTs < until ? $"live since {Time(sinceTs)}: tiny limits until {Time(until)} and {Orders} orders, {orders} so far"
            : orders < Orders ? $"live since {Time(sinceTs)}: tiny limits for {Orders} orders, {orders} so far"
            : null;
    }

    /// <summary>The smaller of each.</summary>
    public RiskLimits Apply(RiskLimits limits) => limits with
    {
        Order = Apply(limits.Order),
        Market = Apply(limits.Market),
        Series = Apply(limits.Series),
        Venue = Apply(limits.Venue),
        Total = Apply(limits.Total),
        WorstCaseLoss = Least(limits.WorstCaseLoss, Notional),
        DailyLoss = Least(limits.DailyLoss, Notional),
    };

    ExposureCap Apply(ExposureCap cap) => new(Least(cap.Notional, Notional), cap.Contracts < Contracts ? cap.Contracts : Contracts);

    static Money Least(Money a, Money b) => a < b ? a : b;

    static string Time(long ts) => DateTimeOffset.FromUnixTimeSeconds(ts).ToString("u", System.Globalization.CultureInfo.InvariantCulture);
}

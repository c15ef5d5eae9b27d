using System.Globalization;
using Kalshi.Trading;
using Kalshi.Trading.Risk;

namespace Kalshi.Silo.Safety;

/// <summary>Limits with some of their values replaced, as an operator types them.</summary>
static class LimitChange
{
    /// <exception cref="FormatException">No such limit, or no such value; names both.</exception>
    internal static RiskLimits Apply(RiskLimits limits, IReadOnlyDictionary<string, string> changes)
    {
        foreach (var (name, value) in changes)
            limits = Apply(limits, name, value);
        return limits;
    }

    static RiskLimits Apply(RiskLimits limits, string name, string value) => name switch
    {
        "order.notional" => limits with { Order = limits.Order with { Notional = Dollars(name, value) } },
        "order.contracts" => limits with { Order = limits.Order with { Contracts = Contracts(name, value) } },
        "market.notional" => limits with { Market = limits.Market with { Notional = Dollars(name, value) } },
        "market.contracts" => limits with { Market = limits.Market with { Contracts = Contracts(name, value) } },
        "series.notional" => limits with { Series = limits.Series with { Notional = Dollars(name, value) } },
        "series.contracts" => limits with { Series = limits.Series with { Contracts = Contracts(name, value) } },
        "venue.notional" => limits with { Venue = limits.Venue with { Notional = Dollars(name, value) } },
        "venue.contracts" => limits with { Venue = limits.Venue with { Contracts = Contracts(name, value) } },
        "total.notional" => limits with { Total = limits.Total with { Notional = Dollars(name, value) } },
        "total.contracts" => limits with { Total = limits.Total with { Contracts = Contracts(name, value) } },
        "open_positions" => limits with { OpenPositions = Whole(name, value) },
        "orders_per_minute" => limits with { OrdersPerMinute = Whole(name, value) },
        "worst_case_loss" => limits with { WorstCaseLoss = Dollars(name, value) },
        "daily_loss" => limits with { DailyLoss = Dollars(name, value) },
        "consecutive_failures" => limits with { ConsecutiveFailures = Whole(name, value) },
        _ => throw new FormatException($"'{name}' is no limit"),
    };

    static Money Dollars(string name, string value) => Money.Parse(value, name);

    static Quantity Contracts(string name, string value) => Quantity.Parse(value, name);

    static int Whole(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole
        : throw new FormatException($"{name}: '{value}' is not a whole number");
}

using Kalshi.Trading;
using Kalshi.Venues;

namespace Kalshi.Silo.Orders;

/// <summary>A market that the venue has paid out, in the words of our books.</summary>
/// <param name="Outcome">What a YES contract paid: 1 or 0 dollars.</param>
/// <param name="SettledTs">Unix seconds.</param>
sealed record PaidOut(MarketTicker Market, int Outcome, long SettledTs)
{
    /// <summary>Reads a settlement of the venue, and checks that what it paid is what its result promises.</summary>
    /// <returns>Null with a reason where our books have no word for it, a scalar result or one that gives the cost back, and where
    /// the venue's own numbers contradict each other.</returns>
    internal static PaidOut? Of(VenueSettlement settlement, out string? fault)
    {
        fault = null;
        int? outcome = settlement.Result switch { "yes" => 1, "no" => 0, _ => null };
        if (outcome is not { } won)
        {
            fault = $"market_result: '{settlement.Result}' pays neither 0 nor 1 dollar";
            return null;
        }
        var winners = won == 1 ? settlement.YesCount : settlement.NoCount;
        if (settlement.Revenue != winners.Steps / (decimal)Quantity.Scale)
            fault = $"revenue: {settlement.Revenue} dollars for {winners} contracts that pay a dollar each";
        else if (settlement.ValueCents is { } value && value != won * 100)
            fault = $"value: {value} cents with the result '{settlement.Result}'";
        return fault is null ? new(settlement.Ticker, won, settlement.SettledTs) : null;
    }
}

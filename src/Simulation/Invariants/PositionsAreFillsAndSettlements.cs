using Kalshi.Grains;
using Kalshi.Grains.Events;
using Kalshi.Grains.Positions;
using Kalshi.Trading;

namespace Kalshi.Simulation.Invariants;

/// <summary>Positions, cash, fees and profit follow from the recorded fills and the venue's outcomes, computed here a second
/// time and in whole steps.</summary>
sealed class PositionsAreFillsAndSettlements(Facts facts)
    : Invariant("positions = fills + settlements; cash change = payouts - cost - fees; no fill is booked twice", facts)
{
    const long MoneyStepsPerPriceAndQuantityStep = Price.Scale * Quantity.Scale / Money.Scale;

    internal override void Stored(string name, GrainId grain, object state)
    {
        if (state is not PositionState account)
            return;
        long cash = 0, fees = 0, profit = 0;
        var open = account.Open.ToDictionary(p => p.Market.Value);
        foreach (var group in account.BookedFills.Keys.Order(StringComparer.Ordinal).Select(FillOf).GroupBy(f => f?.Market.Value))
        {
            if (group.Key is not { } market)
                continue;
            var (quantity, cost, fee) = Sum(group!);
            cash -= cost + fee;
            fees += fee;
            if (open.Remove(market, out var position))
                RequireSame(position, quantity, cost, fee);
            else if (Payout(market, quantity) is { } payout)
                (cash, profit) = (cash + payout, profit + payout - cost - fee);
        }
        foreach (var market in open.Keys.Order(StringComparer.Ordinal))
            Require(false, $"a position in {market} without a booked fill");
        Require(account.Cash.Steps == cash, $"cash is {account.Cash}, fills and settlements make {Money.FromSteps(cash)}");
        Require(account.FeesPaid.Steps == fees, $"fees are {account.FeesPaid}, those of the fills {Money.FromSteps(fees)}");
        Require(account.RealizedPnl.Steps == profit, $"realised profit is {account.RealizedPnl}, settlements make {Money.FromSteps(profit)}");
        Require(account.Fills == account.BookedFills.Count, $"{account.Fills} fills are counted, {account.BookedFills.Count} are booked");
    }

    internal override void Finished(FinalState final)
    {
        Require(final.Positions.Fills == Facts.Fills.Count, $"{Facts.Fills.Count} fills are recorded, {final.Positions.Fills} are booked");
        Require(
            final.Positions.Settlements == Facts.Settlements.Count,
            $"{Facts.Settlements.Count} settlements are recorded, {final.Positions.Settlements} are booked");
    }

    ExecutionFill? FillOf(string fillId)
    {
        var fill = Facts.Fills.GetValueOrDefault(fillId);
        Require(fill is not null, $"fill {fillId} is booked, but not recorded");
        return fill;
    }

    static (long Quantity, long Cost, long Fee) Sum(IEnumerable<ExecutionFill> fills)
    {
        long quantity = 0, cost = 0, fee = 0;
        foreach (var fill in fills)
        {
            var product = fill.Price.Steps * fill.Quantity.Steps;
            quantity += fill.Quantity.Steps;
            cost += (product + MoneyStepsPerPriceAndQuantityStep - 1) / MoneyStepsPerPriceAndQuantityStep;
            fee += fill.Fee.Steps;
        }
        return (quantity, cost, fee);
    }

    void RequireSame(PositionView position, long quantity, long cost, long fee) => Require(
        position.Quantity.Steps == quantity && position.Cost.Steps == cost && position.Fees.Steps == fee,
        $"position {position}, but its fills make {Quantity.FromSteps(quantity)} for {Money.FromSteps(cost)} and {Money.FromSteps(fee)} of fees");

    long? Payout(string market, long quantity)
    {
        var truth = Facts.Venue.Markets.Single(m => m.Ticker.Value == market).Outcome;
        if (!Facts.Settlements.TryGetValue(market, out var settlement) || truth is not { } outcome)
        {
            Require(false, $"the position in {market} is gone without a settlement");
            return null;
        }
        Require(
            settlement.Outcome == outcome && settlement.Quantity.Steps == quantity,
            $"{market} ended {outcome} with {Quantity.FromSteps(quantity)} held, but its settlement says {settlement.Outcome} for {settlement.Quantity}");
        var won = (settlement.Side == Side.Yes) == (outcome == 1);
        return won ? quantity * (Money.Scale / Quantity.Scale) : 0;
    }
}

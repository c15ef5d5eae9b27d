using Kalshi.Grains.Events;
using Kalshi.Grains.Positions;
using Kalshi.Simulation.Bus;

namespace Kalshi.Simulation.Invariants;

/// <summary>Open positions and orders together, price bands, sides and cooldowns, stated a second time.</summary>
sealed class LimitsAreNeverPassed(Facts facts) : Invariant("limits are never passed", facts)
{
    const long LowestEntry = 1_500, HighestEntry = 8_500;

    internal override void Stored(string name, GrainId grain, object state)
    {
        if (state is not PositionState account)
            return;
        var markets = account.Open.Select(p => (p.Market, p.Side))
            .Concat(account.Reservations.Values.Select(r => (r.Market, r.Side)))
            .Distinct()
            .ToArray();
        Require(
            markets.Length <= Facts.Scenario.MaxOpenPositions,
            $"{markets.Length} positions and orders, {Facts.Scenario.MaxOpenPositions} are allowed");
        Require(
            markets.Select(m => m.Market).Distinct().Count() == markets.Length,
            $"both sides of one market among {string.Join(", ", markets)}");
        foreach (var position in account.Open)
            Require(
                position.Quantity == Facts.Scenario.Quantity,
                $"{position.Quantity} of {position.Market}, a take asks for {Facts.Scenario.Quantity}");
    }

    internal override void Recorded(StoredEvent stored)
    {
        if (stored.Payload is ExecutionFill { Action: not "settle" } fill)
            Require(
                fill.Price.Steps is >= LowestEntry and <= HighestEntry,
                $"entered {fill.Market} at {fill.Price}, outside the band");
    }
}

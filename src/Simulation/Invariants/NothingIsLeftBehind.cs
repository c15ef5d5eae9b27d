namespace Kalshi.Simulation.Invariants;

/// <summary>When everything has come to rest, every market of a position is settled and paid, and no order is half done.</summary>
sealed class NothingIsLeftBehind(Facts facts) : Invariant("nothing is left behind", facts)
{
    internal override void Finished(FinalState final)
    {
        foreach (var position in final.Positions.Open)
            Require(false, $"{position} is still open, its market ended {Facts.Venue.Markets.Single(m => m.Ticker == position.Market).Outcome}");
        foreach (var order in final.Pending)
            Require(false, $"order {order} still holds a reservation");
    }
}

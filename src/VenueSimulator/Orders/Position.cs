namespace Kalshi.VenueSimulator;

/// <summary>Contracts of one market that a key holds: of one side only, since pairs of both pay out at once.</summary>
sealed class Position(string ticker)
{
    internal string Ticker => ticker;

    /// <summary>Signed: positive for YES, negative for NO.</summary>
    internal Contracts Net { get; private set; }

    /// <summary>Dollars paid for what is held, fees not counted.</summary>
    internal decimal Cost { get; private set; }

    internal decimal RealizedPnl { get; private set; }

    internal decimal FeesPaid { get; private set; }

    /// <summary>Dollars spent on all trades so far.</summary>
    internal decimal TotalTraded { get; private set; }

    internal Contracts Volume { get; private set; }

    internal DateTimeOffset Updated { get; private set; }

    internal Contracts Held(BookSide side) => Contracts.Max(side == BookSide.Yes ? Net : -Net, Contracts.Zero);

    /// <summary>Books a fill; returns the change of cash in dollars.</summary>
    internal decimal Take(Fill fill)
    {
        var side = fill.Order.Request.Side;
        var other = Held(side.Opposite());
        var closing = Contracts.Min(other, fill.Count);
        var costOfClosed = other == Contracts.Zero ? 0 : Cost * closing.Value / other.Value;

        RealizedPnl += closing.Value * (1 - fill.Price.Value) - costOfClosed;
        Cost += (fill.Count - closing).Value * fill.Price.Value - costOfClosed;
        Net += side == BookSide.Yes ? fill.Count : -fill.Count;
        FeesPaid += fill.Fee;
        TotalTraded += fill.Count.Value * fill.Price.Value;
        Volume += fill.Count;
        Updated = fill.Time;
        return closing.Value - fill.Count.Value * fill.Price.Value - fill.Fee;
    }

    /// <summary>Pays the position out.</summary>
    internal SettledPosition Settle(Settlement settlement, string eventTicker, DateTimeOffset time)
    {
        var (yes, no) = (Held(BookSide.Yes), Held(BookSide.No));
        var revenue = (settlement.Yes ? yes : no).Value;
        var settled = new SettledPosition(
            ticker, eventTicker, settlement.Result, yes, yes > Contracts.Zero ? Cost : 0, no, no > Contracts.Zero ? Cost : 0,
            revenue, FeesPaid, time);
        RealizedPnl += revenue - Cost;
        Cost = 0;
        Net = Contracts.Zero;
        Updated = time;
        return settled;
    }
}
